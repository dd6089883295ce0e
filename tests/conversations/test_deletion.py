"""Deleted conversations are gone: from the tables, the file and the log."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.conversations.deletion import delete_conversation, delete_silent
from bot.conversations.engine import make_engine
from bot.conversations.tracker_store import LotseTrackerStore

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECRET = "Geheimnis-7f3a"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/conversations.db"


@pytest.fixture
def store(url: str) -> LotseTrackerStore:
    """The store of another process, which keeps its connections open."""
    return LotseTrackerStore(host=url)


def write(store: LotseTrackerStore, sender: str, text: str, days_ago: float = 0) -> None:
    stamp = (NOW - timedelta(days=days_ago)).timestamp()
    with store.session_scope() as session:
        row = store.SQLEvent(sender_id=sender, type_name="user", timestamp=stamp, data=text)
        session.add(row)
        session.commit()


def senders(store: LotseTrackerStore) -> set[str]:
    with store.engine.connect() as connection:
        return {row[0] for row in connection.execute(sa.text("SELECT sender_id FROM events"))}


def files(url: str) -> bytes:
    """Everything that the folder of the database holds."""
    folder = Path(url.removeprefix("sqlite:///")).parent
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def test_nothing_is_left_in_file_and_log(store: LotseTrackerStore, url: str) -> None:
    for number in range(300):  # many pages, so that some are freed whole
        write(store, f"{SECRET}-sender", f"{SECRET} {number} " + "x" * 200)
        write(store, "berta", f"kept {number}")
    assert SECRET.encode() in files(url)
    assert delete_conversation(f"{SECRET}-sender", url) == 300
    assert SECRET.encode() not in files(url)
    assert b"kept 299" in files(url)
    assert senders(store) == {"berta"}


def test_what_a_reader_held_up_is_gone_with_the_next_deletion(
    store: LotseTrackerStore, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.conversations.engine.BUSY_MILLISECONDS", 20)
    url = f"{url}?timeout=0.02"  # an address that no other test has made an engine for
    write(store, "anna", SECRET)
    reader = sqlite3.connect(url.removeprefix("sqlite:///").split("?")[0], isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM events").fetchall()
    assert delete_conversation("anna", url) == 1
    reader.execute("COMMIT")
    reader.close()
    assert delete_conversation("anna", url) == 0
    assert SECRET.encode() not in files(url.split("?")[0])


def test_silent_conversations_end_after_the_days_of_storage(
    store: LotseTrackerStore, url: str
) -> None:
    write(store, "silent", SECRET, days_ago=31)
    write(store, "old-but-talking", "first", days_ago=90)
    write(store, "old-but-talking", "last", days_ago=29)
    write(store, "new", "hello")
    assert delete_silent(NOW, 30, url) == 1
    assert senders(store) == {"old-but-talking", "new"}
    assert SECRET.encode() not in files(url)
    assert delete_silent(NOW, 30, url) == 0
    assert delete_silent(NOW, 7, url) == 2
    assert senders(store) == {"new"}


def test_before_the_first_conversation_there_is_nothing_to_delete(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new/conversations.db"
    assert delete_conversation("anna", url) == 0
    assert delete_silent(NOW, 30, url) == 0
    make_engine(url).dispose()
