"""Deleting conversations: at a person's wish, and when they have been silent for long enough."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache

import sqlalchemy as sa

from bot.conversations.engine import make_engine
from bot.settings import settings

_events = sa.table("events", sa.column("sender_id"), sa.column("timestamp"))


@cache
def _engine(url: str) -> sa.engine.Engine:
    return make_engine(url)


def delete_conversation(conversation: str, url: str | None = None) -> int:
    """Delete every event of a conversation; how many there were.

    Only under the conversation's lock and after its turn: Rasa's own save after a turn would
    write it all back.
    """
    statement = sa.delete(_events).where(_events.c.sender_id == conversation)
    return _run(url or settings().conversations_url, statement)


def delete_silent(now: datetime, days: int, url: str | None = None) -> int:
    """Delete the conversations whose last event is more than `days` days before `now`."""
    limit = (now - timedelta(days=days)).timestamp()
    silent = (
        sa.select(_events.c.sender_id)
        .group_by(_events.c.sender_id)
        .having(sa.func.max(_events.c.timestamp) < limit)
    )
    statement = sa.delete(_events).where(_events.c.sender_id.in_(silent))
    return _run(url or settings().conversations_url, statement)


def _run(url: str, statement: sa.sql.expression.Executable) -> int:
    engine = _engine(url)
    if not sa.inspect(engine).has_table("events"):
        return 0
    with engine.begin() as connection:
        deleted = int(connection.execute(statement).rowcount)
    if engine.dialect.name == "sqlite":
        # The log must not keep what the file lost. A reader in that moment holds this up, so it is
        # done even when nothing was deleted: the next deletion makes up for it.
        with engine.connect() as connection:
            connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
    return deleted
