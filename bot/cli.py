"""`lotse`: one command for operators. Every sub-command is thin; its docstring is its help."""

from __future__ import annotations

import importlib
import json
import signal
import sys
import warnings
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.errors import OperatorError
from bot.settings import settings

warnings.filterwarnings("ignore", module="rasa|sanic|tensorflow|pkg_resources|sqlalchemy")
app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
console = Console(stderr=True)

# Sub-commands by name and the module whose `app` holds them; imported only when they are called.
ROOMS = {
    "directory": ("bot.directory.commands", "The offers: import, validate, export, confirm."),
    "places": ("bot.places.commands", "Places: import exact coordinates of postal codes."),
    "locales": ("bot.messages.commands", "Translations: extract, update, check."),
    "languages": ("bot.languages.commands", "Languages: add one, check what one lacks."),
    "intents": ("bot.operating.intent_commands", "Intents: check, add."),
    "models": ("bot.operating.model_commands", "Models: list, activate, roll back."),
    "inbox": ("bot.operating.inbox_commands", "Sentences that were not understood."),
}


@app.command()
def run() -> None:
    """Start everything: train when there is no model, import the directory, open the door."""
    from bot.operating.running import check_ports
    from bot.operating.starting import run as run_until_stopped

    def ready() -> None:
        host, port = settings().gateway_host, settings().gateway_port
        print(f"Lotse is ready: http://{host}:{port}/", flush=True)
        console.print("Ctrl-C stops it.")

    check_ports(settings())
    _starter_directory()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        run_until_stopped(settings(), _trained, lambda text: console.print(text), ready)
    except KeyboardInterrupt:
        console.print("stopped")


def _trained() -> Path:
    from bot.operating.train_display import trained

    return trained(console)


def _starter_directory() -> None:
    from bot.directory.commands import import_starter

    import_starter()


@app.command()
def train(
    compare: Annotated[
        bool, typer.Option(help="Hold the model against the live one on the held-out sentences.")
    ] = True,
) -> None:
    """Train a model on the present data and compare it with the live one; Ctrl-C cancels.

    Prints what got better and worse by language and intent and every sentence that newly fails,
    then where the model lies.
    """
    try:
        path = _trained()
        if compare:
            _compare(path)
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    print(path)


def _compare(path: Path) -> None:
    from bot.operating.comparing import compare, render
    from bot.operating.judging import judgement
    from bot.operating.registry import Registry, short

    registry = Registry.here()
    if registry.live is None or registry.is_live(path):
        return
    try:
        live = registry.path(registry.live)
    except OperatorError as error:  # the new model is there all the same
        return console.print(f"no comparison: {error}")
    with console.status(f"comparing with {short(live)}, the live model (Ctrl-C leaves it)"):
        print(render(compare(judgement(live).sentences, judgement(path).sentences)))
    console.print(f"`lotse models activate {short(path)}` brings it live.")


@app.command()
def parse() -> None:
    """Read one utterance a line, write one JSON object a line: how each is understood."""
    from bot.operating.model import Model, newest
    from bot.operating.training import model_path

    model = Model(model_path() if model_path().exists() else newest())
    for line in sys.stdin:
        print(json.dumps(model.parse(line.rstrip("\n")), ensure_ascii=False), flush=True)


@app.command()
def evaluate(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object for machines.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Also write docs/evaluation.md.")] = False,
) -> None:
    """Hold the model against the held-out sentences and print how right it is."""
    from bot.operating.evaluation import evaluate as measure
    from bot.operating.fingerprint import evaluation_fingerprint
    from bot.operating.model import Model
    from bot.operating.report import PAGE, page, render

    figures = measure(Model(_trained()))
    if write:
        (settings().root / PAGE).write_text(page(figures, evaluation_fingerprint()), "utf-8")
    print(json.dumps(figures, ensure_ascii=False) if as_json else render(figures))


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object for machines.")] = False,
) -> None:
    """One page: how this installation is, and what to do; status 1 when anything is bad.

    Looks at versions, model, directory, languages, ports, disk and stores; changes nothing.
    """
    from bot.operating.doctor_commands import show

    raise typer.Exit(show(as_json))


def _mount() -> None:
    """Add the rooms; only the one named on the command line is imported, all for --help."""
    named = next((word for word in sys.argv[1:] if not word.startswith("-")), None)
    for name, (module, text) in ROOMS.items():
        if named == name:
            app.add_typer(importlib.import_module(module).app, name=name, help=text)
        else:
            app.add_typer(typer.Typer(), name=name, help=text)


def main() -> None:
    """The command's way in: an error that an operator can mend is one sentence, status 2."""
    _mount()
    try:
        app(standalone_mode=True)
    except OperatorError as error:
        print(error, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
