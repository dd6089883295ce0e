"""An offer as the rest of Lotse sees it, and as one row of an offers file."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from bot.places import Place

NATIONWIDE = "bundesweit"
LIST_SEPARATORS = {
    "need": ";",
    "languages": ";",
    "mode": ";",
    "community": ";",
    "source_url": " | ",
}
MODES = {"in_person": "at the office", "phone": "by telephone", "online": "by chat, video or mail"}
_IS_MO = {"yes": True, "no": False, "unknown": None}


@dataclass(frozen=True)
class Offer:
    """One offer of the directory; "" and () mean that it isn't stated.

    `is_mo`: run by a migrant organisation, None when unknown. `languages` are BCP 47, `community`
    ISO 3166 country codes (capitals) or BCP 47 languages. `opening_hours` is OSM syntax. `modes`
    are in_person, phone, online. `last_checked` is "2026-07-05", "2021-09", "2019" or None.
    `state` is the Land, also of an offer that has no city and serves all of it; "" if nationwide.
    """

    id: str
    organisation: str
    name: str
    is_mo: bool | None
    needs: tuple[str, ...]
    languages: tuple[str, ...]
    street: str
    postal_code: str
    city: str
    state: str
    nationwide: bool
    phone: str
    email: str
    website: str
    opening_hours: str
    cost: str
    modes: frozenset[str]
    source_urls: tuple[str, ...]
    last_checked: str | None
    community: tuple[str, ...]
    place: Place | None

    @property
    def serves_land(self) -> bool:
        """Whether it serves a Land as a whole instead of one town."""
        return not self.nationwide and not self.city and not self.postal_code


@dataclass(frozen=True)
class Record:
    """One row of an offers file, a field for each column, plus the position found for it.

    `latitude` and `longitude` are those that the file states; `place` may come from geocoding.
    """

    id: str
    organisation: str
    is_mo: str
    offer_name: str
    need: tuple[str, ...]
    languages: tuple[str, ...]
    street: str
    postal_code: str
    city: str
    state: str
    phone: str
    email: str
    website: str
    opening_hours: str
    cost: str
    mode: tuple[str, ...]
    source_url: tuple[str, ...]
    seen: str
    community: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    withdrawn: bool = False
    place: Place | None = None

    def cells(self) -> dict[str, str]:
        """The row of the file: column -> text."""
        return {name: _cell(name, getattr(self, name)) for name in COLUMNS}

    def position(self) -> str:
        """The position in words for an operator, "" when there is none."""
        if self.place is None:
            return ""
        place = self.place
        return f"{place.latitude:.4f}, {place.longitude:.4f} ({place.precision})"

    def offer(self) -> Offer:
        """The offer that this row describes."""
        nationwide = self.state == NATIONWIDE
        return Offer(
            id=self.id,
            organisation=self.organisation,
            name=self.offer_name,
            is_mo=_IS_MO[self.is_mo],
            needs=self.need,
            languages=self.languages,
            street=self.street,
            postal_code=self.postal_code,
            city=self.city,
            state="" if nationwide else self.state,
            nationwide=nationwide,
            phone=self.phone,
            email=self.email,
            website=self.website,
            opening_hours=self.opening_hours,
            cost=self.cost,
            modes=frozenset(self.mode),
            source_urls=self.source_url,
            last_checked=self.seen or None,
            community=self.community,
            place=self.place,
        )


COLUMNS = tuple(field.name for field in fields(Record) if field.name != "place")
OPTIONAL = ("community", "latitude", "longitude", "withdrawn")
REQUIRED = tuple(name for name in COLUMNS if name not in OPTIONAL)


def _cell(name: str, value: Any) -> str:
    if name in LIST_SEPARATORS:
        return LIST_SEPARATORS[name].join(value)
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)
