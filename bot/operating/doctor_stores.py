"""Free space, conversations and the inbox, for `lotse doctor`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from bot.conversations.engine import make_engine
from bot.operating.finding import Finding, bad, look, ok
from bot.operating.inbox import Inbox
from bot.settings import Settings

_GIGA = 1_000_000_000
_TIGHT, _FULL = 2 * _GIGA, _GIGA // 2  # bytes; a training and a second model need some hundred MB
_COUNTED = 1000  # entries of the inbox
_GRACE = timedelta(hours=1)  # the gateway deletes every ten minutes
_events = sa.table("events", sa.column("sender_id"), sa.column("timestamp"))


def absent(url: str) -> bool:
    """Whether a database is a file that has not been made yet."""
    made = sa.engine.make_url(url)
    if made.get_backend_name() != "sqlite" or not made.database:
        return False
    return not Path(made.database).exists()


def disk(values: Settings) -> Iterator[Finding]:
    """Free space where models and stores lie."""
    for name, folder in (("var", values.var), ("models", values.models)):
        here = next(path for path in (folder, *folder.parents) if path.exists())
        free = shutil.disk_usage(here).free
        text = f"{free / _GIGA:.1f} GB free for {folder}"
        remedy = (
            f"Make room on the disk of {folder}; old models in {values.models} that `lotse models "
            "list` shows as neither live nor previous may be removed."
        )
        if free < _TIGHT:
            judge = bad if free < _FULL else look
            yield judge(f"disk {name}", text, remedy, free_bytes=free)
        else:
            yield ok(f"disk {name}", text, free_bytes=free)


def conversations(values: Settings, now: datetime, running: bool) -> Iterator[Finding]:
    """How many conversations are kept, and whether any is kept for too long."""
    days = values.retention_days
    rule = f"deleted after {days} days of silence"
    count, late = _count(values.conversations_url, now - timedelta(days=days) - _GRACE)
    known = {"conversations": count, "late": late, "retention_days": days}
    if not late:
        yield ok("conversations", f"{count} kept, {rule}", **known)
        return
    remedy = "Start Lotse with `lotse run`: it deletes them at its start."
    if running:
        remedy = (
            "Stop Lotse and start it again with `lotse run`; why they could not be deleted stands "
            f"in {values.var / 'log' / 'gateway.log'}."
        )
    text = f"{count} kept, {rule}, but {late} are older"
    yield (bad if running else look)("conversations", text, remedy, **known)


def _count(url: str, limit: datetime) -> tuple[int, int]:
    """All conversations, and those that have been silent since before `limit`."""
    if absent(url):
        return 0, 0
    engine = make_engine(url)
    try:
        if not sa.inspect(engine).has_table("events"):
            return 0, 0
        last = sa.select(sa.func.max(_events.c.timestamp).label("at")).group_by(_events.c.sender_id)
        each = last.subquery()
        old = sa.func.sum(sa.case((each.c.at < limit.timestamp(), 1), else_=0))
        with engine.connect() as connection:
            total, late = connection.execute(
                sa.select(sa.func.count(), old).select_from(each)
            ).one()
        return int(total), int(late or 0)
    finally:
        engine.dispose()


def inbox(values: Settings) -> Iterator[Finding]:
    """How many sentences wait for an operator."""
    new = 0
    if not absent(values.inbox_url):
        new = len(Inbox(values.inbox_url).entries(limit=_COUNTED))
    if not new:
        yield ok("inbox", "no new sentence", new=0)
        return
    text = f"{new}{' or more' if new == _COUNTED else ''} new sentences that were not understood"
    yield look("inbox", text, "Read them with `lotse inbox list`.", new=new)
