"""Table rows to records: a few queries for the whole directory, put together in memory."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.directory import models as m
from bot.directory.offer import NATIONWIDE, Record
from bot.places import Place

_PARTS = (
    m.Url, m.Phone, m.Language, m.Schedule, m.ServiceArea, m.CostOption, m.ServiceAtLocation,
)  # fmt: skip
Groups = dict[str, list[Any]]


def read_records(session: Session) -> list[Record]:
    """All records, withdrawn ones too, ordered by id."""
    by_service = {model: _grouped(session, model, "service_id") for model in _PARTS}
    attributes = _attributes(session)
    owners = {owner.id: owner for owner in _all(session, m.Organization)}
    communities = _grouped(session, m.OrganizationCommunity, "organization_id")
    locations = {item.id: item for item in _all(session, m.Location)}
    addresses = {item.location_id: item for item in _all(session, m.Address)}
    records = []
    for service in sorted(_all(session, m.Service), key=lambda service: service.id):
        parts = {model: by_service[model][service.id] for model in _PARTS}
        owner = owners[service.organization_id]
        records.append(
            Record(
                id=service.id,
                organisation=owner.name,
                is_mo=_is_mo(attributes[m.ORGANIZATION, owner.id, m.MIGRANT_ORGANISATION]),
                offer_name=service.name,
                need=_codes(attributes[m.SERVICE, service.id, m.NEED]),
                languages=tuple(item.code for item in parts[m.Language]),
                **_where(parts, locations, addresses),
                phone=_first(parts[m.Phone], "number"),
                email=service.email or "",
                website=service.url or "",
                opening_hours=_first(parts[m.Schedule], "description"),
                cost=_first(parts[m.CostOption], "option"),
                mode=_codes(attributes[m.SERVICE, service.id, m.MODE]),
                source_url=tuple(item.url for item in parts[m.Url]),
                seen=service.assured_date or "",
                community=tuple(item.code for item in communities[owner.id]),
                withdrawn=service.status != m.ACTIVE,
            )
        )
    return records


def _all(session: Session, model: Any) -> list[Any]:
    return session.execute(select(model.__table__)).all()


def _grouped(session: Session, model: Any, column: str) -> Groups:
    groups: Groups = defaultdict(list)
    for item in sorted(_all(session, model), key=lambda item: getattr(item, "rank", 0)):
        groups[getattr(item, column)].append(item)
    return groups


def _attributes(session: Session) -> dict[tuple[str, str, str], list[Any]]:
    terms = {term.id: term for term in _all(session, m.TaxonomyTerm)}
    groups: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for item in sorted(_all(session, m.Attribute), key=lambda item: item.rank):
        term = terms[item.taxonomy_term_id]
        groups[item.link_entity, item.link_id, term.taxonomy].append((term.code, item.value))
    return groups


def _codes(attributes: list[Any]) -> tuple[str, ...]:
    return tuple(code for code, _ in attributes)


def _is_mo(attributes: list[Any]) -> str:
    return attributes[0][1] if attributes else "unknown"


def _first(items: list[Any], column: str) -> str:
    return getattr(items[0], column) if items else ""


def _where(
    parts: dict[Any, list[Any]], locations: dict[str, Any], addresses: dict[str, Any]
) -> dict[str, Any]:
    area = _first(parts[m.ServiceArea], "name")
    found = parts[m.ServiceAtLocation]
    location = locations[found[0].location_id] if found else None
    address = addresses.get(location.id) if location else None
    state = area or (address.state_province if address else "")
    stated = location is not None and location.stated
    return {
        "street": (address.address_1 if address else None) or "",
        "postal_code": (address.postal_code if address else None) or "",
        "city": (address.city if address else None) or "",
        "state": NATIONWIDE if area == m.GERMANY else state or "",
        "latitude": location.latitude if location and stated else None,
        "longitude": location.longitude if location and stated else None,
        "place": _place(location, address, state),
    }


def _place(location: Any, address: Any, state: str) -> Place | None:
    if location is None or location.latitude is None:
        return None
    return Place(
        name=location.name or "",
        kind="city",
        state=None if state == m.GERMANY else state,
        postal_code=address.postal_code if address else None,
        latitude=location.latitude,
        longitude=location.longitude,
        precision=location.precision,
    )
