"""What a figure ought to reach, by the figure's name, and where that is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Aim:
    """A bound in the figure's unit: the least that is good enough, or the most."""

    bound: float
    least: bool

    def __str__(self) -> str:
        return f"{'≥' if self.least else '≤'} {self.bound:g}"


AIMS = {
    "language, two words right: lotse": Aim(0.9, least=True),  # docs/language-detection.md
}
