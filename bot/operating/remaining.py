"""How long a training still takes, judged by the last one on this machine."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from bot.operating.files import read_json, write_json


class Remaining:
    """Told of each step as it begins. `file` keeps when each began in the last whole training."""

    def __init__(self, file: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._file, self._clock = file, clock
        self._start = clock()
        self._last: dict[str, float] = read_json(file) or {}
        self._now: dict[str, float] = {"start": 0.0}

    @property
    def elapsed(self) -> float:
        """Seconds since the training began."""
        return self._clock() - self._start

    def step(self, name: str, done: int) -> None:
        """A step begins."""
        self._now[f"{name} {done}"] = self.elapsed

    def left(self) -> float | None:
        """Seconds, as far as the last training tells; it counts on the present pace."""
        if "end" not in self._last:
            return None
        step, began = list(self._now.items())[-1]
        if step not in self._last:
            return None
        pace = began / self._last[step] if self._last[step] else 1.0
        left = (self._last["end"] - self._last[step]) * pace - (self.elapsed - began)
        return max(0.0, left)

    def finish(self) -> None:
        """The training is complete: the next one is judged by it."""
        write_json(self._file, {**self._now, "end": self.elapsed})
