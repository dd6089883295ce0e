"""The same directory on PostgreSQL; skipped where none answers."""

from __future__ import annotations

import os
import threading
import uuid

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from bot.directory.exporting import export_csv
from bot.directory.importing import import_csv
from bot.directory.search import search
from bot.directory.store import DirectoryStore, withdraw

SERVER = os.environ.get(
    "LOTSE_TEST_POSTGRESQL", "postgresql+psycopg2://postgres@127.0.0.1:5432/test"
)


@pytest.fixture
def url():
    """The address of an empty schema of its own, removed in the end."""
    server = create_engine(SERVER, connect_args={"connect_timeout": 3})
    schema = f"lotse_{uuid.uuid4().hex}"
    try:
        with server.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {schema}"))
    except OperationalError as error:
        reason = str(error.orig).strip().splitlines()[0]
        pytest.skip(f"no PostgreSQL at {SERVER} (set LOTSE_TEST_POSTGRESQL): {reason}")
    yield f"{SERVER}?options=-csearch_path%3D{schema}"
    with server.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    server.dispose()


def test_import_search_export_and_withdraw(url, offers_file, row, query, tmp_path):
    store = DirectoryStore(url)
    path = offers_file(
        [
            row.office("nah", languages="de;ti", community="ER", seen="2026-07", is_mo="yes"),
            row.office("fern", km=80),
            row.nationwide("hotline", phone="116016", mode="phone"),
        ]
    )
    assert import_csv(store, path, dry_run=True).added == ("nah", "fern", "hotline")
    assert store.offers() == []
    import_csv(store, path)
    assert import_csv(store, path).unchanged == ("nah", "fern", "hotline")
    found = search(store, query(language="ti", origin="ER"))
    assert [item.offer.id for item in found] == ["nah", "fern", "hotline"]
    assert export_csv(store, tmp_path / "out.csv") == 3
    other = DirectoryStore(url)
    assert import_csv(other, tmp_path / "out.csv").changed == ()
    withdraw(other, "nah")
    assert [offer.id for offer in store.offers()] == ["fern", "hotline"]
    store.close()
    other.close()


def test_stores_opened_and_filled_at_the_same_time(url, offers_file, row):
    paths = [offers_file([row(f"n{n}-{i}") for i in range(5)], f"{n}.csv") for n in range(3)]

    def run(path):
        store = DirectoryStore(url)
        import_csv(store, path)
        store.close()

    threads = [threading.Thread(target=run, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store = DirectoryStore(url)
    assert len(store.offers()) == 15
    store.close()
