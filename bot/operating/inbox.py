"""Sentences that Lotse did not understand, masked, for an operator to read and teach from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from bot.conversations.engine import make_engine
from bot.operating.masking import mask
from bot.settings import settings
from bot.understanding.corpus import TRAINING, read_corpus

_metadata = sa.MetaData()
_entries = sa.Table(
    "inbox",
    _metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("received", sa.Date, nullable=False),
    sa.Column("language", sa.String(12)),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("intent", sa.String(80)),
    sa.Column("confidence", sa.Float),
    sa.Column("state", sa.String(20), nullable=False, server_default="new"),
)


@dataclass(frozen=True)
class Entry:
    """One masked sentence; only the day is kept, so that nobody is found by the minute."""

    id: int
    received: Any
    language: str | None
    text: str
    intent: str | None
    confidence: float | None
    state: str


class Inbox:
    """The store of entries; `url` is an SQLAlchemy address."""

    def __init__(self, url: str) -> None:
        self._engine = make_engine(url)
        _metadata.create_all(self._engine)

    def record(self, text: str, language: str | None, understanding: Mapping[str, Any]) -> None:
        """Keep a sentence, masked; nothing that leads back to its conversation goes with it."""
        best = understanding.get("intent") or {}
        masked = mask(text, known=_ordinary)
        if not re.search(r"\w", masked):
            return
        values = {
            "received": datetime.now(UTC).date(),
            "language": language,
            "text": masked,
            "intent": best.get("name"),
            "confidence": best.get("confidence"),
        }
        with self._engine.begin() as connection:
            connection.execute(_entries.insert().values(**values))

    def entries(self, state: str = "new", limit: int = 100) -> list[Entry]:
        """The newest entries of a state."""
        statement = (
            sa.select(_entries)
            .where(_entries.c.state == state)
            .order_by(_entries.c.id.desc())
            .limit(limit)
        )
        with self._engine.connect() as connection:
            return [Entry(**row._mapping) for row in connection.execute(statement)]

    def settle(self, number: int, state: str) -> bool:
        """Mark an entry as `taught` or `dropped`; False when there is none of that number."""
        statement = _entries.update().where(_entries.c.id == number).values(state=state)
        with self._engine.begin() as connection:
            return bool(connection.execute(statement).rowcount)


@cache
def inbox() -> Inbox:
    """The inbox of this installation."""
    return Inbox(settings().inbox_url)


@cache
def _vocabulary() -> frozenset[str]:
    """The words that training utterances write small; names are never among them."""
    words = (re.findall(r"\w+", utterance.text) for utterance in read_corpus(TRAINING))
    return frozenset(word for listed in words for word in listed if word == word.casefold())


def _ordinary(word: str) -> bool:
    return word in _vocabulary()
