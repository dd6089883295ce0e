"""Parts of a run: what fails is a line in the table, and the run goes on."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable

from bench.figures import Figure
from bot.errors import OperatorError

_REASON_MAX = 200
_started = time.monotonic()
_end = math.inf


def tell(text: str) -> None:
    """Progress, on standard error, with the minutes and seconds since the run began."""
    minutes, seconds = divmod(int(time.monotonic() - _started), 60)
    print(f"[{minutes}:{seconds:02}] {text}", file=sys.stderr, flush=True)


def end_within(seconds: float) -> None:
    """Begin no part later than so many seconds from now, and wait for no child longer."""
    global _end
    _end = time.monotonic() + seconds


def seconds_left() -> float:
    """Seconds until the run must end; infinite without `end_within`."""
    return _end - time.monotonic()


def attempt(name: str, measure: Callable[[], list[Figure]]) -> list[Figure]:
    """The figures of a part, or one that says in a sentence why there are none."""
    tell(name)
    try:
        if seconds_left() <= 0:
            raise OperatorError("There was no time left for it; run `make bench`.")
        return measure()
    except Exception as error:
        tell(f"{name}: failed: {reason(error)}")
        return [Figure(name, None, reason=reason(error))]


def reason(error: Exception) -> str:
    """An error in one line."""
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= _REASON_MAX else text[: _REASON_MAX - 1] + "…"
