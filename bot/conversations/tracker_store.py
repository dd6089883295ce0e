"""Rasa's tracker store for Lotse: conversations in a file of their own, never silently lost.

Rasa wraps every store in one that falls back to memory when it raises, while the answer goes
out. So a conversation that can't be read here isn't written either: its turn fails as a whole,
and the channel reports it (bot.gateway.rasa_channel).
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
import sqlalchemy.orm
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.conversations.engine import make_engine
from bot.settings import settings

logger = logging.getLogger(__name__)

# Rasa replays a whole session for every message, so that the hundredth turn costs three times
# the first. After this many turns a new session begins with the slots as they are.
TURNS_A_SESSION = 10


class ConversationUnreadable(RuntimeError):
    """A conversation could not be read before its turn, so the turn must not be written."""


class LotseTrackerStore(SQLTrackerStore):
    """SQLite or PostgreSQL; `url` in endpoints.yml, else LOTSE_CONVERSATIONS_URL."""

    engine: sa.engine.Engine

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        **kwargs: Any,
    ) -> None:
        url = host if host and "://" in host else settings().conversations_url
        engine = make_engine(url)
        super().__init__(domain=domain, host=url, event_broker=event_broker)
        self.engine.dispose()
        self.engine = engine
        self.sessionmaker = sa.orm.session.sessionmaker(bind=engine)
        self._unreadable: set[str] = set()

    @contextmanager
    def session_scope(self) -> Iterator[sa.orm.Session]:
        """A session that is closed at the end. Rasa's own ends the process at a damaged row."""
        with self.sessionmaker() as session:
            yield session

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation's present session; a failure is remembered, so that save refuses."""
        try:
            tracker = await super().retrieve(sender_id)
        except Exception:
            self._unreadable.add(sender_id)
            raise
        self._unreadable.discard(sender_id)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Append the turn's events, and a new session after every ten turns, in one transaction."""
        if tracker.sender_id in self._unreadable:
            raise ConversationUnreadable(tracker.sender_id)
        await self.stream_events(tracker)
        with self.session_scope() as session:
            events = [*self._additional_events(session, tracker), *_next_session(tracker)]
            session.add_all(self._row(tracker.sender_id, event) for event in events)
            session.commit()

    def _row(self, sender_id: str, event: Event) -> Any:
        data = event.as_dict()
        return self.SQLEvent(
            sender_id=sender_id,
            type_name=event.type_name,
            timestamp=data.get("timestamp"),
            intent_name=data.get("parse_data", {}).get("intent", {}).get("name"),
            action_name=data.get("name"),
            data=json.dumps(data),
        )


def _next_session(tracker: DialogueStateTracker) -> Iterable[Event]:
    """The events that begin a new session, once the present one has become long."""
    turns = sum(isinstance(event, UserUttered) for event in tracker.events)
    if turns < TURNS_A_SESSION:
        return
    now = time.time()
    yield ActionExecuted("action_session_start", timestamp=now)
    yield SessionStarted(timestamp=now)
    for name, value in tracker.current_slot_values().items():
        if value is not None:
            yield SlotSet(name, value, timestamp=now)
    yield ActionExecuted(ACTION_LISTEN_NAME, timestamp=now)
