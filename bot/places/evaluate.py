"""How often the finder is right on sentences that were written to test it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.places.finder import PlaceFinder
from bot.places.model import Found
from bot.places.tables import read_yaml


@dataclass
class Score:
    """Figures of one language, or of all: sentences with a place, those answered rightly,
    sentences without one, those in which a place was found all the same; and every miss."""

    placed: int = 0
    right: int = 0
    empty: int = 0
    false: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        """Share of all sentences answered rightly, with and without a place."""
        return (self.right + self.empty - self.false) / max(1, self.placed + self.empty)

    @property
    def false_share(self) -> float:
        """Share of the sentences without a place in which one was found."""
        return self.false / max(1, self.empty)

    def add(self, other: Score) -> None:
        """Counts another score in."""
        self.placed += other.placed
        self.right += other.right
        self.empty += other.empty
        self.false += other.false
        self.misses += other.misses


def evaluate_file(finder: PlaceFinder, path: Path) -> Score:
    """The score on one file of entries {text, place, postal_code?}, named after its language."""
    score = Score()
    for entry in read_yaml(path):
        found = finder.find(entry["text"], path.stem)
        right = _is_right(finder, entry, found)
        if entry["place"] is None:
            score.empty += 1
            score.false += not right
        else:
            score.placed += 1
            score.right += right
        if not right:
            expected = entry.get("postal_code") or entry["place"]
            score.misses.append(f"{path.stem}: {entry['text']}: {expected}, not {_said(found)}")
    return score


def evaluate(finder: PlaceFinder, folder: Path) -> dict[str, Score]:
    """Language -> score, for every file of a folder; the total under "all"."""
    scores = {path.stem: evaluate_file(finder, path) for path in sorted(folder.glob("*.yml"))}
    total = Score()
    for score in scores.values():
        total.add(score)
    return {**scores, "all": total}


def _is_right(finder: PlaceFinder, entry: dict[str, Any], found: Found) -> bool:
    expected, code = entry["place"], entry.get("postal_code")
    if expected is None:
        return found.place is None and not found.candidates
    if found.place is None:
        return False
    if code is not None and found.place.postal_code != str(code):
        return False
    # The town of a code is only known where the first digits belong to one town alone.
    if code is not None and not found.place.name:
        return True
    same = finder.lookup(expected)
    return found.place.name == (same.name if same else expected)


def _said(found: Found) -> str:
    if found.place is not None:
        return " ".join(part for part in (found.place.postal_code, found.place.name) if part)
    return " or ".join(place.name for place in found.candidates) or "nothing"
