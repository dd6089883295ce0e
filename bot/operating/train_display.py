"""A training as an operator watches it: the step, the seconds, the seconds left; Ctrl-C cancels."""

from __future__ import annotations

import signal
from pathlib import Path

from rich.console import Console

from bot.operating.remaining import Remaining
from bot.operating.training import TrainingJob, model_path
from bot.settings import settings


class _Line:
    """The line that stands while a training runs; drawn anew several times a second."""

    def __init__(self, remaining: Remaining) -> None:
        self.remaining, self.step = remaining, "starting"

    def __rich__(self) -> str:
        left = self.remaining.left()
        more = (
            "" if left is None else f", about {left:.0f} s left" if left >= 1 else ", nearly done"
        )
        return f"training: {self.step} ({self.remaining.elapsed:.0f} s{more}; Ctrl-C cancels)"


def trained(console: Console) -> Path:
    """The model of the present data, trained when missing. Ctrl-C and SIGTERM cancel without trace.

    Raises KeyboardInterrupt then, OperatorError when training fails.
    """
    if model_path().exists():
        return model_path()
    remaining = Remaining(settings().var / "training.json")
    line = _Line(remaining)

    def listener(step: str, done: int, total: int) -> None:
        remaining.step(step, done)
        line.step = step + (f" {done + 1} of {total}" if total > 1 else "")
        if not console.is_terminal:
            console.print(str(line.__rich__()))

    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with console.status(line):  # type: ignore[arg-type]
            model = TrainingJob(listener).run()
    except KeyboardInterrupt:
        console.print("training cancelled: no model was written, nothing has changed")
        raise
    finally:
        signal.signal(signal.SIGTERM, before)
    remaining.finish()
    console.print(f"trained in {remaining.elapsed:.0f} seconds")
    return model
