"""How far an offer is from a person, told only as exactly as both ends are known."""

from __future__ import annotations

from dataclasses import dataclass

from bot.directory.offer import Offer
from bot.places import Place, distance_km

NEAR_KM = 100.0  # what a person may be asked to travel; farther offers count as out of reach
_POINT = "point"


@dataclass(frozen=True)
class Distance:
    """A distance, already rounded to what is known.

    `precision` is "same_place" (in the same town, `kilometres` is 0), "about" (whole kilometres,
    at least 1; one end is known by its town or area only) or "exact" (one decimal; both ends are
    points).
    """

    kilometres: float
    precision: str


def between(person: Place | None, offer: Offer) -> Distance | None:
    """The distance from a person to an offer; None when an end isn't known or is a whole Land."""
    if person is None or person.kind == "state" or offer.nationwide or offer.serves_land:
        return None
    there = offer.place
    points = there is not None and person.precision == there.precision == _POINT
    if _same_town(person, offer) and not points:
        return Distance(0.0, "same_place")
    if there is None:
        return None
    kilometres = distance_km(person, there)
    if points:
        return Distance(round(kilometres, 1), "exact")
    return Distance(float(max(1, round(kilometres))), "about")


def _same_town(person: Place, offer: Offer) -> bool:
    town = offer.place.name if offer.place and offer.place.name else offer.city
    if not town or person.name.casefold() != town.casefold():
        return False
    return not (person.state and offer.state) or person.state == offer.state
