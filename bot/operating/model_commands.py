"""`lotse models`: which models there are, bringing one live, going back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bot.operating.judging import kept
from bot.operating.orders import NotRunning, send
from bot.operating.registry import Registry, short
from bot.settings import settings

app = typer.Typer(no_args_is_help=True)
_FIGURES = {"intent": "intent", "need_in_three": "need in three", "emergency_recall": "emergency"}


@app.callback()
def _group() -> None:
    """Models: list, activate, roll back."""


@app.command("list")
def list_() -> None:
    """Show every model: its date, whether it is live, previous or warm, its figures if known."""
    registry = Registry.here()
    status = _status()
    table = Table("name", "trained", "state", *_FIGURES.values())
    for path in registry.all():
        trained = datetime.fromtimestamp(path.stat().st_mtime).strftime("%Y-%m-%d %H:%M")
        table.add_row(short(path), trained, _state(registry, path, status), *_figures(path))
    Console().print(table)


@app.command()
def activate(
    name: Annotated[str, typer.Argument(help="A model's name, as `lotse models list` shows it.")],
) -> None:
    """Load a model beside the live one, check it, and let it take over the conversations."""
    try:
        print(send(settings().var, {"order": "activate", "model": name}, _say))
    except NotRunning:
        print(_activate_at_rest(name))


@app.command()
def rollback() -> None:
    """Go back to the model before; at once while it is warm."""
    try:
        print(send(settings().var, {"order": "rollback"}, _say))
    except NotRunning:
        registry = Registry.here()
        if registry.previous:
            registry.path(registry.previous)
        print(f"{short(registry.rollback().name)} is live again from the next `lotse run` on.")


def _activate_at_rest(name: str) -> str:
    from bot.operating.golden import failures, golden_messages, refusal
    from bot.operating.model import Model

    registry = Registry.here()
    path = registry.find(name)
    messages = golden_messages()
    _say(f"checking {len(messages)} golden messages")
    model = Model(path)
    if failed := failures(messages, lambda text: _meaning(model.understand(text))):
        raise refusal(short(path), failed, len(messages))
    registry.activate(path)
    return f"{short(path)} is live from the next `lotse run` on."


def _meaning(parsed: dict[str, Any]) -> dict[str, Any]:
    emergency = bool(parsed["understanding"]["emergency"])
    return {"intent": parsed["intent"], "language": parsed["language"], "emergency": emergency}


def _say(text: str) -> None:
    if text:
        Console(stderr=True).print(text)


def _status() -> dict[str, Any]:
    try:
        status: dict[str, Any] = send(settings().var, {"order": "status"})
        return status
    except NotRunning:
        return {}


def _state(registry: Registry, path: Path, status: dict[str, Any]) -> str:
    live, previous = registry.live, registry.previous
    words = []
    if live and live.name == path.name:
        words.append("live" if registry.is_live(path) else "live, but the file was altered")
    if previous and previous.name == path.name:
        words.append("previous")
    if status.get("warm") == short(path):
        words.append(f"warm for {status['seconds']:.0f} s")
    return ", ".join(words)


def _figures(path: Path) -> list[str]:
    known = kept(path)
    overall = known.figures["overall"] if known else {}
    return [f"{overall[name]:.3f}" if name in overall else "" for name in _FIGURES]
