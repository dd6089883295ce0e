"""Offers files made for a test. What is invented says so in its name: "(erfunden)"."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.directory.importing import import_csv
from bot.directory.offer import COLUMNS, REQUIRED
from bot.directory.search import Query
from bot.directory.store import DirectoryStore
from bot.places import Place
from bot.settings import settings

TODAY = date(2026, 11, 22)
DORTMUND = Place("Dortmund", "city", "Nordrhein-Westfalen", None, 51.5149, 7.4660, "city")
BLANK = dict.fromkeys(REQUIRED, "") | {
    "id": "beratung",
    "organisation": "Verein (erfunden)",
    "offer_name": "Beratung (erfunden)",
    "is_mo": "unknown",
    "need": "recognition",
    "state": "Nordrhein-Westfalen",
}
DEGREE = 111.195  # kilometres between two parallels

Row = dict[str, str]


class Rows:
    """Makes rows of an offers file, blank but for what is given."""

    def __call__(self, offer_id: str = "beratung", **cells: str) -> Row:
        named = {"id": offer_id, "organisation": f"Verein {offer_id} (erfunden)"}
        return BLANK | named | cells

    def office(self, offer_id: str, km: float = 0.0, **cells: str) -> Row:
        """An office in Dortmund, or in a town so many kilometres north of its middle."""
        where = {
            "city": "Dortmund" if km == 0 else "Nordheim (erfunden)",
            "latitude": f"{DORTMUND.latitude + km / DEGREE:.5f}",
            "longitude": f"{DORTMUND.longitude:.5f}",
            "mode": "in_person",
        }
        return self(offer_id, **(where | cells))

    def nationwide(self, offer_id: str, **cells: str) -> Row:
        """An offer for all of Germany without an address."""
        return self(offer_id, **({"state": "bundesweit"} | cells))


@pytest.fixture
def row() -> Rows:
    """Makes rows of an offers file."""
    return Rows()


@pytest.fixture
def offers_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes rows to an offers file; columns are those the rows have."""

    def write(rows: list[Row], name: str = "offers.csv") -> Path:
        path = tmp_path / name
        columns = [column for column in COLUMNS if any(column in row for row in rows)]
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DirectoryStore]:
    """An empty directory in a file of its own."""
    opened = DirectoryStore(f"sqlite:///{tmp_path}/directory.db")
    yield opened
    opened.close()


@pytest.fixture
def filled(
    store: DirectoryStore, offers_file: Callable[..., Path]
) -> Callable[..., DirectoryStore]:
    """Imports rows into the directory."""

    def fill(*rows: Row) -> DirectoryStore:
        import_csv(store, offers_file(list(rows)))
        return store

    return fill


@pytest.fixture
def today() -> date:
    """The day on which the tests ask."""
    return TODAY


@pytest.fixture
def query() -> Callable[..., Query]:
    """Makes a query: recognition, in English, from Dortmund, unless told otherwise."""

    def make(need: str = "recognition", **values: Any) -> Query:
        usual: dict[str, Any] = {
            "needs": (need,),
            "language": "en",
            "place": DORTMUND,
            "modes": frozenset(),
            "community": None,
            "origin": None,
            "abroad": False,
            "today": TODAY,
        }
        return Query(**(usual | values))

    return make


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Settings with a folder for run-time state of their own; gives that folder."""
    var = tmp_path_factory.mktemp("var")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOTSE_VAR", str(var))
        patch.delenv("LOTSE_DIRECTORY_URL", raising=False)
        settings.cache_clear()
        yield var
    settings.cache_clear()
