"""Where the offers are kept: SQLite in one file, or PostgreSQL."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, func, inspect, select, update
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool

from bot.directory.loading import read_records
from bot.directory.models import ACTIVE, INACTIVE, LAYOUT, Base, Service, State
from bot.directory.offer import Offer, Record
from bot.directory.writing import add_terms
from bot.errors import OperatorError

_WRITES = {"writes": True}  # execution option of connections that take the write lock at once
_MAKING = 20_070_116  # PostgreSQL's lock while tables are made; any number of our own
_BUSY_SECONDS = 30  # how long a writer waits for another before it gives up


class DirectoryStore:
    """The directory of offers behind a database address.

    Safe for several threads and processes: whoever changes the directory raises its revision, and
    every other process notices at its next question. Raises OperatorError when the database can't
    be opened or was made by another version.
    """

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)
        self._shown = self._engine.url.render_as_string(hide_password=True)
        self._sessions = sessionmaker(self._engine, expire_on_commit=False)
        self._lock = threading.Lock()
        self._cached: tuple[int, list[Offer]] | None = None
        self._prepare()

    def offers(self) -> list[Offer]:
        """All offers that are not withdrawn, by id; read again only after a change."""
        with self.reading() as session:
            revision = session.scalar(select(State.revision))
            with self._lock:
                if self._cached is None or self._cached[0] != revision:
                    records = read_records(session)
                    self._cached = (
                        revision,
                        [record.offer() for record in records if not record.withdrawn],
                    )
                return self._cached[1]

    def records(self) -> list[Record]:
        """All offers as rows of an offers file, withdrawn ones too, by id."""
        with self.reading() as session:
            return read_records(session)

    def starter(self) -> str | None:
        """The hash of the starter directory imported last, None before the first import."""
        with self.reading() as session:
            return session.scalar(select(State.starter))

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that changes nothing and sees one state of the directory throughout."""
        with self._reported(), self._sessions() as session:
            if self._engine.dialect.name == "postgresql":
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose changes are kept together at the end, or not at all after an error."""
        with self._reported(), self._sessions.begin() as session:
            session.connection(execution_options=_WRITES)
            # On PostgreSQL this row is the lock that lets one writer in at a time.
            session.execute(update(State).values(revision=State.revision + 1))
            yield session

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def _prepare(self) -> None:
        with self._reported():
            layout = self._layout()
            if layout is None:
                self._make()
            elif layout != LAYOUT:
                raise OperatorError(
                    f"{self._shown} was made by another version of Lotse; export the offers with "
                    "that version, remove the file and import them again."
                )

    def _layout(self) -> int | None:
        with self._engine.connect() as connection:
            if not inspect(connection).has_table(State.__tablename__):
                return None
            return connection.scalar(select(State.layout))

    def _make(self) -> None:
        """Make the tables; processes that start together do it one after the other."""
        with self._engine.connect().execution_options(**_WRITES) as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(_MAKING)))
            Base.metadata.create_all(connection)
            with Session(connection) as session:
                if session.get(State, 1) is None:
                    session.add(State(id=1, layout=LAYOUT, revision=0))
                    add_terms(session)

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
            raise OperatorError(
                f"The directory {self._shown} can't be used: {reason}; check LOTSE_DIRECTORY_URL "
                "and that the database is there and can be written."
            ) from error


def confirm(store: DirectoryStore, offer_id: str, day: date, assurer: str | None = None) -> None:
    """Note that an offer was checked on a day, by whom (an e-mail address) if told.

    Raises OperatorError when there is no such offer.
    """
    _set(store, offer_id, assured_date=day.isoformat(), assurer_email=assurer, confirmed=True)


def withdraw(store: DirectoryStore, offer_id: str) -> None:
    """Show an offer no longer; it stays in the directory. Raises OperatorError if unknown."""
    _set(store, offer_id, status=INACTIVE)


def restore(store: DirectoryStore, offer_id: str) -> None:
    """Show a withdrawn offer again. Raises OperatorError when there is no such offer."""
    _set(store, offer_id, status=ACTIVE)


def _set(store: DirectoryStore, offer_id: str, **values: Any) -> None:
    with store.writing() as session:
        service = session.get(Service, offer_id)
        if service is None:
            raise OperatorError(
                f"There is no offer {offer_id!r}; `lotse directory list` shows the ids."
            )
        for name, value in values.items():
            setattr(service, name, value)


def _engine(url: str) -> Engine:
    try:
        address = make_url(url)
        if address.get_backend_name() != "sqlite":
            return create_engine(address, pool_pre_ping=True)
    except (ArgumentError, ImportError, SQLAlchemyError) as error:
        raise OperatorError(
            f"LOTSE_DIRECTORY_URL: {url!r} is no database address; write one such as "
            "sqlite:////srv/lotse/directory.db or postgresql://user@host/name."
        ) from error
    if not address.database:
        raise OperatorError(
            f"LOTSE_DIRECTORY_URL: {url!r} names no file; add one to keep offers in."
        )
    _make_folder(Path(address.database).parent)
    engine = create_engine(
        address,
        poolclass=QueuePool,
        connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OperatorError(
            f"{folder}: {error.strerror}; set LOTSE_DIRECTORY_URL to a folder that can be written."
        ) from error


def _on_connect(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # transactions begin when SQLAlchemy says so
    connection.execute("PRAGMA foreign_keys=ON")
    # With write-ahead log people are answered while an operator imports. Only the first connection
    # to a new file changes anything here, and SQLite doesn't wait for another one that does.
    patience = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > patience:
                raise
            time.sleep(0.05)


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
