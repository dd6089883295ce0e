"""What a figure ought to reach on two cores, by the figure's name."""

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
    "model": Aim(60, least=False),
    "first start to ready": Aim(15, least=False),
    "message with offers, median": Aim(25, least=False),
    "message with offers, 95th percentile": Aim(50, least=False),
    "memory, gateway + rasa + actions": Aim(900, least=False),
    "Model.parse, median": Aim(4, least=False),
    "Model.parse, 95th percentile": Aim(10, least=False),
    "Model.parse, memory": Aim(700, least=False),
    "language, two words right: lotse": Aim(0.9, least=True),  # docs/language-detection.md
}
