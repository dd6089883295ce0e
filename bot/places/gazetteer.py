"""The boiled-down list of places: what a message can name, in columns, kept in one small file."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from bot.errors import OperatorError
from bot.places.model import Place, kilometres

VERSION = 1
_CELL = 10  # cells of a tenth of a degree for the search by coordinates
_REACH_KM = 15.0  # nobody in Germany is farther from a place of 500 people


class Entry(NamedTuple):
    """One thing that a message can name.

    `kind`: "city", "district" (then `parent` is the number of its city), "state", "country" or
    "abroad" (a city in another country). `country` is its ISO 3166 code.
    """

    name: str
    kind: str
    state: str | None
    latitude: float
    longitude: float
    population: int
    country: str
    parent: int


class Gazetteer:
    """Entries, and the numbers of the entries that a key (see `bot.places.keys`) may mean."""

    def __init__(
        self,
        entries: Iterable[Entry],
        names: dict[str, int | list[int]],
        official: dict[str, int | list[int]],
        border: list[list[float]],
    ) -> None:
        """`official` are the German names alone; `border` are points of places just outside."""
        self.entries = list(entries)
        self.names = names
        self.official = official
        self.border = border
        # The first words of names of several words: most words begin none.
        self.longest: dict[str, int] = {}
        for name in names:
            first, _, rest = name.partition(" ")
            if rest:
                size = rest.count(" ") + 2
                self.longest[first] = max(self.longest.get(first, 0), size)
        self._cells: dict[tuple[int, int], list[int]] = {}
        self._index_cells()

    def _index_cells(self) -> None:
        for number, entry in enumerate(self.entries):
            if entry.kind in {"city", "district"}:
                cell = (int(entry.latitude * _CELL), int(entry.longitude * _CELL))
                self._cells.setdefault(cell, []).append(number)
        for number, (latitude, longitude) in enumerate(self.border):
            cell = (int(latitude * _CELL), int(longitude * _CELL))
            self._cells.setdefault(cell, []).append(-1 - number)

    def numbers(self, name: str) -> list[int]:
        """The entries that a key may mean, in any language."""
        return _as_list(self.names.get(name))

    def official_numbers(self, name: str) -> list[int]:
        """The German places of which a key is the German name."""
        return _as_list(self.official.get(name))

    def place(self, number: int) -> Place:
        """The entry as a place; a district answers with its city's name and its own position."""
        entry = self.entries[number]
        named = self.entries[entry.parent] if entry.kind == "district" else entry
        kind = "state" if entry.kind == "state" else "city"
        return Place(
            name=named.name,
            kind=kind,
            state=named.state,
            postal_code=None,
            latitude=entry.latitude,
            longitude=entry.longitude,
            precision=kind,
        )

    def nearest(self, latitude: float, longitude: float) -> int | None:
        """The number of the nearest place; None when that one lies outside Germany or too far."""
        row, column = int(latitude * _CELL), int(longitude * _CELL)
        best: tuple[float, int] | None = None
        for north in range(row - 2, row + 3):
            for east in range(column - 3, column + 4):
                for number in self._cells.get((north, east), ()):
                    away = kilometres(latitude, longitude, *self._position(number))
                    if best is None or away < best[0]:
                        best = (away, number)
        if best is None or best[0] > _REACH_KM or best[1] < 0:
            return None
        return best[1]

    def _position(self, number: int) -> tuple[float, float]:
        if number < 0:
            latitude, longitude = self.border[-1 - number]
            return latitude, longitude
        return self.entries[number].latitude, self.entries[number].longitude

    def as_json(self) -> dict[str, Any]:
        """Everything in columns."""
        columns = [list(column) for column in zip(*self.entries, strict=True)]
        return {
            "entries": columns,
            "names": self.names,
            "official": self.official,
            "border": self.border,
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Gazetteer:
        """What `as_json` gave."""
        entries = map(Entry._make, zip(*values["entries"], strict=True))
        return cls(entries, values["names"], values["official"], values["border"])


def write(path: Path, values: dict[str, Any]) -> None:
    """Writes plain values as compressed JSON; the same values give the same bytes."""
    text = json.dumps({"version": VERSION, **values}, ensure_ascii=False, separators=(",", ":"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode("utf-8"), compresslevel=6, mtime=0))


def read(path: Path) -> dict[str, Any]:
    """What `write` wrote. Raises OperatorError for a missing file and for one of another kind."""
    try:
        values: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
        if values["version"] == VERSION:
            return values
    except (OSError, EOFError, ValueError, KeyError, TypeError):
        pass
    raise OperatorError(
        f"{path}: this is no list of places of this version; train again to make one."
    )


def _as_list(numbers: int | list[int] | None) -> list[int]:
    if numbers is None:
        return []
    return [numbers] if isinstance(numbers, int) else numbers
