"""The model that answers, for `lotse doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.operating.finding import Finding, look, ok
from bot.operating.fingerprint import fingerprint
from bot.operating.judging import kept
from bot.operating.registry import Registry, short
from bot.operating.training import model_path
from bot.settings import Settings

_FIGURES = {
    "intent": "intent",
    "need_in_three": "need in three",
    "language": "language",
    "emergency_recall": "emergency",
}


def model(values: Settings, status: dict[str, Any] | None) -> Iterator[Finding]:
    """The live model: since when, trained when and on what, how right it is.

    `status` is what the running Lotse says of itself, None when none runs. Raises OperatorError
    when the pinned file is missing or another one.
    """
    registry = Registry.here(values)
    present = model_path(fingerprint(values.root))
    live = registry.live
    if live is None:
        yield _none_yet(present)
        return
    path = registry.path(live)
    trained = datetime.fromtimestamp(path.stat().st_mtime).strftime("%Y-%m-%d %H:%M")
    text = f"{short(path)}, trained {trained}, live since {live.since}"
    known: dict[str, Any] = {"name": short(path), "trained": trained, "since": live.since}
    if status and status.get("live") != short(path):
        yield look(
            "model",
            f"{text}; but {status.get('live')} answers now",
            f"Run `lotse models activate {short(path)}`, or stop Lotse and `lotse run` it again.",
            **known,
        )
    else:
        yield ok("model", text, **known)
    yield _training_data(path, present)
    yield _figures(path)


def _none_yet(present: Path) -> Finding:
    if present.exists():
        return ok("model", f"{short(present)} goes live at the next start", name=short(present))
    return look("model", "none yet", "Run `lotse run`, which trains one and starts it.")


def _training_data(path: Path, present: Path) -> Finding:
    if path.name == present.name:
        return ok("training data", "the model was trained on the present data", present=True)
    activate = f"`lotse models activate {short(present)}`"
    train = "" if present.exists() else "`lotse train` and then "
    return look(
        "training data",
        "the data or the code have changed since the model was trained",
        f"Run {train}{activate}, which brings the present data live.",
        present=False,
    )


def _figures(path: Path) -> Finding:
    known = kept(path)
    if not known:
        return ok("figures", "none kept of this model; `lotse evaluate` measures them")
    overall = known.figures["overall"]
    shown = {name: overall[name] for name in _FIGURES if name in overall}
    listed = ", ".join(f"{_FIGURES[name]} {value:.3f}" for name, value in shown.items())
    right, total = sum(s.right for s in known.sentences), len(known.sentences)
    text = f"{listed}; {right} of {total} held-out sentences right"
    return ok("figures", text, sentences=total, right=right, **shown)
