"""Conversations in SQLite and PostgreSQL: nothing lost, nothing in memory, long ones cheap."""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.conversations.tracker_store import (
    TURNS_A_SESSION,
    ConversationUnreadable,
    LotseTrackerStore,
)
from bot.gateway.rasa_channel import _let_failed_saves_fail
from bot.settings import ROOT

SERVER = os.environ.get(
    "LOTSE_TEST_POSTGRESQL", "postgresql+psycopg2://postgres@127.0.0.1:5432/test"
)
EVENTS_A_TURN = 4


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.from_file(str(ROOT / "domain.yml"))


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/conversations.db"


@pytest.fixture
def postgresql_url() -> Iterator[str]:
    """An empty schema of its own; skipped where no server answers."""
    server = sa.create_engine(SERVER, connect_args={"connect_timeout": 3})
    schema = f"lotse_{uuid.uuid4().hex}"
    try:
        with server.begin() as connection:
            connection.execute(sa.text(f"CREATE SCHEMA {schema}"))
    except sa.exc.OperationalError:
        pytest.skip(f"no PostgreSQL at {SERVER} (set LOTSE_TEST_POSTGRESQL)")
    yield f"{SERVER}?options=-csearch_path%3D{schema}"
    with server.begin() as connection:
        connection.execute(sa.text(f"DROP SCHEMA {schema} CASCADE"))
    server.dispose()


@pytest.fixture(params=["sqlite_url", "postgresql_url"])
def url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def open_store(domain: Domain) -> Iterator[Callable[[str], LotseTrackerStore]]:
    """Opens stores and closes them in the end."""
    opened: list[LotseTrackerStore] = []

    def open_(url: str) -> LotseTrackerStore:
        opened.append(LotseTrackerStore(domain=domain, host=url))
        return opened[-1]

    yield open_
    for store in opened:
        store.engine.dispose()


async def turn(store: Any, sender: str, text: str, **slots: Any) -> DialogueStateTracker:
    """One turn, as Rasa takes it: read, add events, save."""
    tracker = await store.retrieve(sender)
    if tracker is None:
        tracker = DialogueStateTracker(sender, store.domain.slots)
    tracker.update(UserUttered(text))
    for name, value in slots.items():
        tracker.update(SlotSet(name, value))
    tracker.update(BotUttered(f"answer to {text}"))
    tracker.update(ActionExecuted("action_listen"))
    await store.save(tracker)
    return tracker


async def texts(store: Any, sender: str) -> list[str]:
    """Every message that the store keeps of a conversation."""
    tracker = await store.retrieve_full_tracker(sender)
    return [e.text for e in tracker.events if isinstance(e, UserUttered)] if tracker else []


async def test_a_conversation_is_there_for_another_process(url: str, open_store: Any) -> None:
    await turn(open_store(url), "anna", "Привіт", language="uk", needs=["housing"])
    tracker = await open_store(url).retrieve("anna")
    assert tracker.get_slot("language") == "uk" and tracker.get_slot("needs") == ["housing"]
    assert await texts(open_store(url), "anna") == ["Привіт"]
    assert await open_store(url).retrieve("berta") is None


async def test_a_long_conversation_keeps_all_and_reads_little(url: str, open_store: Any) -> None:
    store = open_store(url)
    said = [f"message {number}" for number in range(200)]
    read = []
    for number, text in enumerate(said):
        slots = {"language": "ti", "attempts": number} if number == 0 else {"attempts": number}
        tracker = await turn(store, "anna", text, **slots)
        read.append(len(tracker.events))
    assert await texts(store, "anna") == said
    assert max(read) <= TURNS_A_SESSION * (EVENTS_A_TURN + 2)
    tracker = await store.retrieve("anna")
    assert tracker.get_slot("language") == "ti"
    assert tracker.get_slot("attempts") == 199


async def test_a_new_session_begins_after_ten_turns_and_listens(url: str, open_store: Any) -> None:
    store = open_store(url)
    for number in range(TURNS_A_SESSION):
        await turn(store, "anna", str(number), language="fa", place={"name": "Köln"})
    tracker = await store.retrieve("anna")
    assert [e.text for e in tracker.events if isinstance(e, UserUttered)] == []
    assert tracker.latest_action_name == "action_listen"
    assert tracker.get_slot("place") == {"name": "Köln"}
    full = await store.retrieve_full_tracker("anna")
    started = [e for e in full.events if e.type_name == "session_started"]
    assert len(started) == 1


async def test_sqlite_logs_ahead_and_overwrites_what_is_deleted(
    sqlite_url: str, open_store: Any
) -> None:
    store = open_store(sqlite_url)
    await turn(store, "anna", "hello")
    with store.engine.connect() as connection:
        pragmas = [
            connection.execute(sa.text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "secure_delete")
        ]
    assert pragmas == ["wal", 1]
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)


async def test_a_locked_file_fails_the_message_and_the_next_try_keeps_it_once(
    sqlite_url: str, open_store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.conversations.engine.BUSY_MILLISECONDS", 20)
    wrapped = FailSafeTrackerStore(open_store(sqlite_url))
    _let_failed_saves_fail(wrapped)
    await turn(wrapped, "anna", "first")
    lock = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    with pytest.raises(sa.exc.OperationalError, match="locked"):
        await turn(wrapped, "anna", "second")
    assert wrapped._fallback_tracker_store is None  # nothing went into memory
    lock.execute("ROLLBACK")
    lock.close()
    assert await texts(wrapped, "anna") == ["first"]
    await turn(wrapped, "anna", "second")
    assert await texts(wrapped, "anna") == ["first", "second"]


async def test_what_could_not_be_read_is_not_written_over(
    sqlite_url: str, open_store: Any, domain: Domain
) -> None:
    store = open_store(sqlite_url)
    await turn(store, "anna", "first")
    await turn(store, "berta", "hello")
    _change_data(store, "'damaged' || data")
    with pytest.raises(ValueError):
        await store.retrieve("anna")
    with pytest.raises(ConversationUnreadable):
        await store.save(DialogueStateTracker("anna", domain.slots))
    await turn(store, "berta", "still there?")  # others go on
    assert await texts(store, "berta") == ["hello", "still there?"]
    _change_data(store, "substr(data, 8)")
    await turn(store, "anna", "second")
    assert await texts(store, "anna") == ["first", "second"]


def _change_data(store: LotseTrackerStore, expression: str) -> None:
    statement = sa.text(f"UPDATE events SET data = {expression} WHERE sender_id = 'anna'")
    with store.engine.begin() as connection:
        connection.execute(statement)


async def test_a_turn_is_written_whole_or_not_at_all(
    sqlite_url: str, open_store: Any, domain: Domain
) -> None:
    store = open_store(sqlite_url)
    tracker = DialogueStateTracker("anna", domain.slots)
    tracker.update(UserUttered("hello"))
    tracker.update(SlotSet("place", {1, 2}))  # no JSON can hold a set
    with pytest.raises(TypeError):
        await store.save(tracker)
    assert await store.retrieve("anna") is None


def test_the_address_comes_from_the_settings_unless_named(
    sqlite_url: str, domain: Domain, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.settings import settings

    monkeypatch.setenv("LOTSE_CONVERSATIONS_URL", sqlite_url)
    settings.cache_clear()
    store = LotseTrackerStore(domain=domain)
    assert str(store.engine.url) == sqlite_url
    store.engine.dispose()
    settings.cache_clear()
