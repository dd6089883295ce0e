"""Positions of addresses, for imports."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.errors import OperatorError
from bot.places import Place, PlaceFinder
from bot.places.postal_codes import FILE_NAME as POSTAL_CODES
from bot.settings import settings

_KEPT = "directory_places"  # file of the list of places, made again when its sources are newer


def geocode(city: str, state: str | None, postal_code: str | None) -> Place | None:
    """Where a town or postal code lies, by the list of places; None when it isn't on the list."""
    return _finder().lookup(city, state, postal_code)


@cache
def _finder() -> PlaceFinder:
    kept, lexicons = settings().var / _KEPT, settings().root / "data" / "lexicon"
    postal_table = settings().var / POSTAL_CODES
    if not kept.exists() or kept.stat().st_mtime < _newest(lexicons):
        kept.parent.mkdir(parents=True, exist_ok=True)
        PlaceFinder.build(lexicons).save(kept)
    try:
        return PlaceFinder.load(kept, postal_table)
    except OperatorError:  # kept by another version
        PlaceFinder.build(lexicons).save(kept)
        return PlaceFinder.load(kept, postal_table)


def _newest(lexicons: Path) -> float:
    own = Path(__file__).parent.parent / "places"
    files = [*own.rglob("*.py"), *own.rglob("*.yml"), *lexicons.glob("*.yml")]
    return max(file.stat().st_mtime for file in files)
