"""What has been silent for too long is deleted by the running gateway, from the files too."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bot.conversations.deletion import delete_silent
from bot.conversations.tracker_store import LotseTrackerStore

WAIT = 15
SECRET, KEPT = "Geheimnis-7f3a", "noch-da-5c1e"


def test_the_running_gateway_deletes_what_is_older_than_the_days_of_retention(
    start_gateway: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    url = f"sqlite:///{folder}/conversations.db"
    store = LotseTrackerStore(host=url)
    now = datetime.now(UTC)
    with store.session_scope() as session:
        for sender, days, text in (("old", 8, SECRET), ("new", 6, KEPT)):
            stamp = (now - timedelta(days=days)).timestamp()
            session.add(
                store.SQLEvent(sender_id=sender, type_name="user", timestamp=stamp, data=text * 50)
            )
        session.commit()
    done = threading.Event()

    def purge(moment: datetime, days: int) -> None:
        delete_silent(moment, days, url)
        done.set()

    start_gateway(purgers=[purge], retention_days=7)
    assert done.wait(WAIT)
    left = b"".join(path.read_bytes() for path in folder.iterdir())
    assert SECRET.encode() not in left and KEPT.encode() in left
    with store.engine.connect() as connection:
        senders = connection.execute(sa.text("SELECT DISTINCT sender_id FROM events")).scalars()
        assert list(senders) == ["new"]


def test_a_store_that_fails_does_not_keep_the_others_from_deleting(start_gateway: Any) -> None:
    done = threading.Event()

    def fail(_moment: datetime, _days: int) -> None:
        raise OSError("the disk is full")

    gateway = start_gateway(purgers=[fail, lambda _moment, _days: done.set()])
    assert done.wait(WAIT)
    assert gateway.say("hello")["messages"]
