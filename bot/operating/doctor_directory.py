"""The directory of offers, for `lotse doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot.directory.store import DirectoryStore
from bot.operating.doctor_stores import absent
from bot.operating.finding import Finding, bad, look, ok
from bot.settings import Settings

_YEAR = timedelta(days=365)
_IMPORT = "Run `lotse directory import data/directory/offers.csv`, or with a file of your own."


def directory(values: Settings, today: date) -> Iterator[Finding]:
    """How many offers there are and when they were last checked. Raises OperatorError."""
    if absent(values.directory_url):
        yield look("directory", "not made yet; `lotse run` imports the starter directory", _IMPORT)
        return
    store = DirectoryStore(values.directory_url)
    try:
        records = store.records()
    finally:
        store.close()
    shown = [record for record in records if not record.withdrawn]
    if not shown:
        text = f"no offer is shown, {len(records)} are withdrawn"
        yield bad("directory", text, _IMPORT, offers=0, withdrawn=len(records))
        return
    limit = (today - _YEAR).isoformat()
    dates = sorted(record.seen for record in shown if record.seen)
    # Dates may be a month or a year; as in `list --checked-before` the doubt goes against them.
    old = sum(record.seen < limit for record in shown)
    span = f"checked between {dates[0]} and {dates[-1]}" if dates else "never checked"
    text = (
        f"{len(shown)} offers, {len(records) - len(shown)} withdrawn, {span}; "
        f"{old} not known to be checked since {limit}"
    )
    numbers = {"offers": len(shown), "withdrawn": len(records) - len(shown), "old": old}
    edges = {"oldest": dates[0] if dates else None, "newest": dates[-1] if dates else None}
    remedy = (
        f"Check what `lotse directory list --checked-before {limit}` shows, and note it with "
        "`lotse directory confirm ID`."
    )
    if old:
        yield look("directory", text, remedy, **numbers, **edges)
    else:
        yield ok("directory", text, **numbers, **edges)
