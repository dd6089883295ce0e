"""Database engines as Lotse needs them: SQLite with a write-ahead log and real deletion."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa

BUSY_MILLISECONDS = 5000


def make_engine(url: str) -> sa.engine.Engine:
    """An engine for a database address; makes the folder of an SQLite file."""
    made = sa.engine.make_url(url)
    if made.get_backend_name() == "sqlite" and made.database and made.database != ":memory:":
        Path(made.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url, **_options(made))
    prepare(engine)
    return engine


def _options(url: sa.engine.URL) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        # A pool keeps connections open: SQLAlchemy's default for files opens one a statement, and
        # whoever closes the last one moves the whole log into the file and waits for the disk.
        arguments = {"check_same_thread": False, "timeout": BUSY_MILLISECONDS / 1000}
        return {"poolclass": sa.pool.QueuePool, "connect_args": arguments}
    return {"pool_pre_ping": True}


def prepare(engine: sa.engine.Engine) -> None:
    """Let every SQLite connection wait for a lock, log ahead and overwrite what is deleted."""
    if engine.dialect.name != "sqlite":
        return

    @sa.event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: Any) -> None:
        for pragma in (
            f"busy_timeout={BUSY_MILLISECONDS}",
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "secure_delete=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    engine.dispose()  # connections made before do not know the pragmas
