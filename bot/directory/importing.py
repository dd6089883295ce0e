"""Offers files into the directory, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.directory.loading import read_records
from bot.directory.models import Service, State
from bot.directory.offer import NATIONWIDE, Record
from bot.directory.parsing import Parsed, parse
from bot.directory.store import DirectoryStore
from bot.directory.writing import Entry, add_terms, write_records
from bot.places import Place

# (city, Land or None, postal code or None) -> where that is, None when it isn't known
Geocode = Callable[[str, str | None, str | None], Place | None]
_ADDRESS = ("street", "postal_code", "city", "state")


class Change(NamedTuple):
    """A field of an offer that an import changes; `field` is a column or "position"."""

    id: str
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class ImportReport:
    """What an import did, or would do: ids of offers, and the fields that change.

    `missing` are offers of the directory that the file doesn't name; they stay as they are.
    `remarks` are sentences on what is no fault but may be wrong, such as a town not found.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    missing: tuple[str, ...]
    changes: tuple[Change, ...]
    remarks: tuple[str, ...]
    dry_run: bool


def import_csv(
    store: DirectoryStore,
    path: Path,
    dry_run: bool = False,
    geocode: Geocode | None = None,
    starter: str | None = None,
) -> ImportReport:
    """Take an offers file over into the directory; an offer with a known id is updated.

    Optional columns that the file lacks leave what the directory holds, and so does a date that is
    older than an operator's confirmation. `starter` is noted as the hash of the starter directory.
    Raises ImportFaults, or OperatorError when the file or the database can't be used; the
    directory is then as before.
    """
    parsed = parse(path)
    with store.writing() as session:
        before = {record.id: record for record in read_records(session)}
        remarks = list(parsed.remarks)
        add_terms(session)
        _apply(session, parsed, before, _Placing(path, geocode, remarks))
        after = {record.id: record for record in read_records(session)}
        report = _report(before, after, parsed, remarks, dry_run)
        if starter:
            session.execute(update(State).values(starter=starter))
        if dry_run:
            session.rollback()
    return report


def check_csv(path: Path, geocode: Geocode | None = None) -> tuple[int, list[str]]:
    """How many offers a file holds, and remarks. Raises as `import_csv` does."""
    parsed = parse(path)
    remarks = list(parsed.remarks)
    placing = _Placing(path, geocode, remarks)
    for line, record in parsed.records:
        placing.placed(line, record, None)
    return len(parsed.records), remarks


class _Placing:
    """Finds the position of each record; remarks on towns that aren't found."""

    def __init__(self, path: Path, geocode: Geocode | None, remarks: list[str]) -> None:
        self._path, self._geocode, self._remarks = path, geocode, remarks

    def placed(self, line: int, record: Record, old: Record | None) -> Record:
        state = None if record.state == NATIONWIDE else record.state
        if record.latitude is not None and record.longitude is not None:
            return replace(record, place=_stated(record, state))
        if not (record.city or record.postal_code):
            return record
        if self._geocode is None:
            same = old is not None and _address(old) == _address(record)
            return replace(record, place=old.place if old and same else None)
        place = self._geocode(record.city, state, record.postal_code or None)
        if place is None or (state and place.state != state):
            where = f" in {state}" if state else ""
            town = record.city or record.postal_code
            self._remarks.append(
                f"{self._path}:{line}: city: no such town{where}, no distance can be told: {town}"
            )
            return record
        return replace(record, place=place)


def _stated(record: Record, state: str | None) -> Place:
    assert record.latitude is not None and record.longitude is not None
    return Place(
        name=record.city,
        kind="city",
        state=state,
        postal_code=record.postal_code or None,
        latitude=record.latitude,
        longitude=record.longitude,
        precision="point",
    )


def _apply(session: Session, parsed: Parsed, before: dict[str, Record], placing: _Placing) -> None:
    communities = {record.organisation: record.community for record in before.values()}
    confirmed = _confirmed(session)
    entries = []
    for line, read in parsed.records:
        old = before.get(read.id)
        record = _kept(read, old, parsed.columns, communities)
        day, assurer = confirmed.get(read.id, ("", None))
        stands = bool(day) and day >= record.seen
        record = placing.placed(line, replace(record, seen=day) if stands else record, old)
        if old is None or _facts(old) != _facts(record):
            entries.append(Entry(record, stands, assurer if stands else None))
    write_records(session, entries)


def _confirmed(session: Session) -> dict[str, tuple[str, str | None]]:
    columns = select(Service.id, Service.assured_date, Service.assurer_email)
    rows = session.execute(columns.where(Service.confirmed))
    return {offer_id: (day or "", assurer) for offer_id, day, assurer in rows}


def _kept(
    record: Record,
    old: Record | None,
    columns: Iterable[str],
    communities: dict[str, tuple[str, ...]],
) -> Record:
    """The record with what the directory holds for columns that the file lacks."""
    kept: dict[str, Any] = {}
    if "community" not in columns:
        kept["community"] = communities.get(record.organisation, ())
    if old and "withdrawn" not in columns:
        kept["withdrawn"] = old.withdrawn
    if old and "latitude" not in columns and _address(old) == _address(record):
        kept |= {"latitude": old.latitude, "longitude": old.longitude}
    return replace(record, **kept)


def _address(record: Record) -> tuple[str, ...]:
    return tuple(getattr(record, name) for name in _ADDRESS)


def _facts(record: Record) -> dict[str, str]:
    return {**record.cells(), "position": record.position()}


def _report(
    before: dict[str, Record],
    after: dict[str, Record],
    parsed: Parsed,
    remarks: list[str],
    dry_run: bool,
) -> ImportReport:
    named = [record.id for _, record in parsed.records]
    changes = [
        Change(offer_id, field, _facts(old)[field], new)
        for offer_id, old in before.items()
        if _facts(old) != _facts(after[offer_id])
        for field, new in _facts(after[offer_id]).items()
        if _facts(old)[field] != new
    ]
    changed = dict.fromkeys(change.id for change in changes)
    return ImportReport(
        added=tuple(offer_id for offer_id in named if offer_id not in before),
        changed=tuple(changed),
        unchanged=tuple(i for i in named if i in before and i not in changed),
        missing=tuple(offer_id for offer_id in before if offer_id not in named),
        changes=tuple(changes),
        remarks=tuple(remarks),
        dry_run=dry_run,
    )
