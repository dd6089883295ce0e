"""Answers already given, so that a repeated message is answered again and not processed again.

They lie in a table of their own beside the conversations, so they outlive a restart of the
gateway. Deleted conversations are remembered here too, by digest: their tokens open nothing.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bot.conversations.engine import make_engine

KEPT_SECONDS = 3600  # nobody retries a message after an hour

_metadata = sa.MetaData()
_answers = sa.Table(
    "gateway_answers",
    _metadata,
    sa.Column("conversation", sa.String(64), primary_key=True),
    sa.Column("message_id", sa.String(64), primary_key=True),
    sa.Column("content", sa.String(64), nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("at", sa.Float, nullable=False, index=True),
)
_deletions = sa.Table(
    "gateway_deletions",
    _metadata,
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("pending", sa.String(64)),  # the conversation's id until it is deleted everywhere
    sa.Column("at", sa.Float, nullable=False, index=True),
)


@dataclass(frozen=True)
class Seen:
    """What is known of a message before it is processed."""

    deleted: bool  # the conversation was deleted
    content: str | None = None  # digest of the message first sent under this id
    answer: dict[str, Any] | None = None


class AnswerStore:
    """Blocking: called from threads. `digest` turns a conversation's id into a mark."""

    def __init__(
        self, url: str, digest: Callable[[str], str], clock: Callable[[], float] = time.time
    ) -> None:
        self._engine, self._digest, self._clock = make_engine(url), digest, clock
        _metadata.create_all(self._engine)

    def look(self, conversation: str, message_id: str) -> Seen:
        """Whether this message, or the end of its conversation, has been seen."""
        gone = sa.select(_deletions.c.digest).where(
            _deletions.c.digest == self._digest(conversation)
        )
        given = sa.select(_answers.c.content, _answers.c.answer).where(
            _answers.c.conversation == conversation, _answers.c.message_id == message_id
        )
        with self._engine.connect() as connection:
            if connection.execute(gone).first():
                return Seen(deleted=True)
            row = connection.execute(given).first()
        return Seen(False, row.content, json.loads(row.answer)) if row else Seen(False)

    def put(self, conversation: str, message_id: str, content: str, answer: dict[str, Any]) -> None:
        """Keep an answer."""
        row = {
            "conversation": conversation,
            "message_id": message_id,
            "content": content,
            "answer": json.dumps(answer, ensure_ascii=False),
            "at": self._clock(),
        }
        with self._engine.begin() as connection:
            connection.execute(_answers.insert().values(row))

    def begin_deletion(self, conversation: str) -> None:
        """From now on no message of this conversation is processed, also after a restart."""
        digest = self._digest(conversation)
        with self._engine.begin() as connection:
            connection.execute(_deletions.delete().where(_deletions.c.digest == digest))
            row = {"digest": digest, "pending": conversation, "at": self._clock()}
            connection.execute(_deletions.insert().values(row))

    def end_deletion(self, conversation: str) -> None:
        """Forget the answers and, of the conversation's id, everything but the digest."""
        done = _deletions.update().where(_deletions.c.pending == conversation)
        with self._engine.begin() as connection:
            connection.execute(_answers.delete().where(_answers.c.conversation == conversation))
            connection.execute(done.values(pending=None))
        if self._engine.dialect.name == "sqlite":  # what was deleted still lies in the log
            with self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def pending_deletions(self) -> list[str]:
        """Conversations whose deletion a stopped gateway left unfinished."""
        wanted = sa.select(_deletions.c.pending).where(_deletions.c.pending.is_not(None))
        with self._engine.connect() as connection:
            return [row.pending for row in connection.execute(wanted)]

    def purge(self, deletions_after_seconds: float) -> None:
        """Drop answers nobody will ask for again, and marks that outlived every token."""
        now = self._clock()
        old = _deletions.c.at < now - deletions_after_seconds
        with self._engine.begin() as connection:
            connection.execute(_answers.delete().where(_answers.c.at < now - KEPT_SECONDS))
            connection.execute(_deletions.delete().where(old, _deletions.c.pending.is_(None)))

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()
