"""Records to table rows, many at a time."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from bot.directory import models as m
from bot.directory.offer import MODES, NATIONWIDE, Record
from bot.understanding.taxonomy import NEEDS

# What belongs to one service and is written anew with it; before the rows they point to.
_CHILDREN = (
    m.Url, m.Phone, m.Language, m.Schedule, m.ServiceArea, m.CostOption, m.ServiceAtLocation,
)  # fmt: skip
_ORDER = (m.Organization, m.Service, m.Location)  # written first: others point to them
_AT_ONCE = 500  # ids in one statement; databases bound how many they take
Rows = Iterator[tuple[Any, dict[str, Any]]]


class Entry(NamedTuple):
    """A record to store, whether an operator confirmed its date, and who that was."""

    record: Record
    confirmed: bool
    assurer: str | None


def organisation_id(name: str) -> str:
    """The identifier of an organisation: the same name is the same organisation."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"organisation:{name}"))


def add_terms(session: Session) -> None:
    """Bring the taxonomy terms up to date with the needs and modes of this version."""
    terms = {(m.NEED, code): text for code, text in NEEDS.items()}
    terms |= {(m.MODE, code): text for code, text in MODES.items()}
    terms[m.MIGRANT_ORGANISATION, m.MIGRANT_ORGANISATION] = "run by migrants themselves"
    for (taxonomy, code), text in terms.items():
        term = m.TaxonomyTerm(
            id=_term(taxonomy, code), code=code, name=code, description=text, taxonomy=taxonomy
        )
        session.merge(term)
    session.flush()


def write_records(session: Session, entries: Collection[Entry]) -> None:
    """Store records in place of those with their ids; organisations left without offers go."""
    _remove(session, [entry.record.id for entry in entries])
    owners = {entry.record.organisation: entry.record for entry in entries}
    _remove_facts(session, [organisation_id(name) for name in owners])
    known = set(session.scalars(select(m.Organization.id)))
    tables: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for record in owners.values():
        for model, values in _organisation_rows(record, known):
            tables[model].append(values)
    for entry in entries:
        for model, values in _service_rows(entry):
            tables[model].append(values)
    for model in (*_ORDER, *(model for model in tables if model not in _ORDER)):
        if tables[model]:
            session.execute(insert(model.__table__), tables[model])
    _remove_orphans(session)


def _term(taxonomy: str, code: str) -> str:
    return f"{taxonomy}:{code}"


def _chunks(ids: list[str]) -> Iterator[list[str]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def _remove(session: Session, service_ids: list[str]) -> None:
    for ids in _chunks(service_ids):
        for child in _CHILDREN:
            session.execute(_delete(child, child.service_id.in_(ids)))
        session.execute(_delete(m.Attribute, _links(m.SERVICE, ids)))
        session.execute(_delete(m.Address, m.Address.location_id.in_(ids)))
        session.execute(_delete(m.Location, m.Location.id.in_(ids)))
        session.execute(_delete(m.Service, m.Service.id.in_(ids)))


def _remove_facts(session: Session, owners: list[str]) -> None:
    for ids in _chunks(owners):
        facts = m.OrganizationCommunity
        session.execute(_delete(facts, facts.organization_id.in_(ids)))
        session.execute(_delete(m.Attribute, _links(m.ORGANIZATION, ids)))


def _remove_orphans(session: Session) -> None:
    used = select(m.Service.organization_id)
    orphans = list(session.scalars(select(m.Organization.id).where(m.Organization.id.not_in(used))))
    _remove_facts(session, orphans)
    for ids in _chunks(orphans):
        session.execute(_delete(m.Organization, m.Organization.id.in_(ids)))


def _delete(model: Any, condition: Any) -> Any:
    return delete(model.__table__).where(condition)


def _links(entity: str, ids: list[str]) -> Any:
    return (m.Attribute.link_entity == entity) & m.Attribute.link_id.in_(ids)


def _organisation_rows(record: Record, known: Collection[str]) -> Rows:
    owner = organisation_id(record.organisation)
    if owner not in known:
        yield m.Organization, {"id": owner, "name": record.organisation}
    for rank, code in enumerate(record.community):
        yield m.OrganizationCommunity, {"organization_id": owner, "code": code, "rank": rank}
    if record.is_mo != "unknown":
        term = _term(m.MIGRANT_ORGANISATION, m.MIGRANT_ORGANISATION)
        yield m.Attribute, _attribute(m.ORGANIZATION, owner, term, 0, record.is_mo)


def _attribute(
    entity: str, link_id: str, term: str, rank: int, value: str | None = None
) -> dict[str, Any]:
    return {
        "link_entity": entity,
        "link_id": link_id,
        "taxonomy_term_id": term,
        "rank": rank,
        "value": value,
    }


def _service_rows(entry: Entry) -> Rows:
    record = entry.record
    yield (
        m.Service,
        {
            "id": record.id,
            "organization_id": organisation_id(record.organisation),
            "name": record.offer_name,
            "url": record.website or None,
            "email": record.email or None,
            "status": m.INACTIVE if record.withdrawn else m.ACTIVE,
            "assured_date": record.seen or None,
            "assurer_email": entry.assurer,
            "confirmed": entry.confirmed,
        },
    )
    for taxonomy, codes in ((m.NEED, record.need), (m.MODE, record.mode)):
        for rank, code in enumerate(codes):
            yield m.Attribute, _attribute(m.SERVICE, record.id, _term(taxonomy, code), rank)
    for model, column, values in _lists(record):
        for rank, value in enumerate(values):
            yield model, {"service_id": record.id, column: value, "rank": rank}
    for model, column, value in _single(record):
        if value:
            yield model, {"service_id": record.id, column: value}
    yield from _location_rows(record)


def _lists(record: Record) -> Iterable[tuple[Any, str, tuple[str, ...]]]:
    return (m.Language, "code", record.languages), (m.Url, "url", record.source_url)


def _single(record: Record) -> Iterable[tuple[Any, str, str]]:
    area = m.GERMANY if record.state == NATIONWIDE else ""
    return (
        (m.Phone, "number", record.phone),
        (m.Schedule, "description", record.opening_hours),
        (m.CostOption, "option", record.cost),
        (m.ServiceArea, "name", area or (record.state if record.offer().serves_land else "")),
    )


def _location_rows(record: Record) -> Rows:
    place = record.place
    if not (record.street or record.postal_code or record.city or place):
        return
    yield (
        m.Location,
        {
            "id": record.id,
            "organization_id": organisation_id(record.organisation),
            "location_type": m.PHYSICAL,
            "name": place.name if place else None,
            "latitude": place.latitude if place else None,
            "longitude": place.longitude if place else None,
            "precision": place.precision if place else None,
            "stated": record.latitude is not None,
        },
    )
    yield (
        m.Address,
        {
            "location_id": record.id,
            "address_1": record.street or None,
            "postal_code": record.postal_code or None,
            "city": record.city or None,
            "state_province": None if record.state == NATIONWIDE else record.state,
            "country": "DE",
            "address_type": m.PHYSICAL,
        },
    )
    yield m.ServiceAtLocation, {"service_id": record.id, "location_id": record.id}
