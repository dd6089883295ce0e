"""The sentences of each language's file that were written to test the finder."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.places import PlaceFinder
from bot.places.evaluate import evaluate, evaluate_file

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.yml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_language_falls_behind(finder: PlaceFinder, path: Path) -> None:
    score = evaluate_file(finder, path)
    assert score.accuracy >= 0.85, "\n".join(score.misses)


def test_all_languages_together(finder: PlaceFinder) -> None:
    score = evaluate(finder, HERE)["all"]
    print(*score.misses, sep="\n")
    assert score.right / score.placed >= 0.95
    assert score.false_share < 0.01
