"""What the rest of Lotse knows of a place, and the distance between two."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Any

_EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG


@dataclass(frozen=True)
class Place:
    """A place in Germany.

    `name` is the official German name ("München"); empty for a postal code whose town isn't known.
    `kind` is "city", "state" (Land) or "postal_code". Coordinates are degrees, WGS 84.
    `precision` says what they stand for: "point" (a position or an exact postal code), "city",
    "area" (the first digits of a postal code) or "state".
    """

    name: str
    kind: str
    state: str | None
    postal_code: str | None
    latitude: float
    longitude: float
    precision: str

    def as_dict(self) -> dict[str, Any]:
        """The place as JSON; `from_dict` reads it back."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Place:
        """The place that `as_dict` wrote. Raises KeyError, TypeError or ValueError otherwise."""
        return cls(
            name=str(values["name"]),
            kind=str(values["kind"]),
            state=values["state"],
            postal_code=values["postal_code"],
            latitude=float(values["latitude"]),
            longitude=float(values["longitude"]),
            precision=str(values["precision"]),
        )


@dataclass(frozen=True)
class Found:
    """What a text says of places.

    `place` is the one German place, when it is clear; otherwise `candidates` are the places the
    person must choose from, largest first. `origin` is the ISO 3166 code of a country named or of
    the country of a city named. `abroad` is True for a person who says that they aren't in Germany
    now, False for one who says that they are, None when nothing is said. `spans` are the
    characters of German places in the text after `bot.text.normalise`.
    """

    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    origin: str | None = None
    abroad: bool | None = None
    spans: tuple[tuple[int, int], ...] = ()


def kilometres(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Great-circle distance between two points in degrees (haversine formula)."""
    north, east = radians(lat_b - lat_a) / 2, radians(lon_b - lon_a) / 2
    chord = sin(north) ** 2 + cos(radians(lat_a)) * cos(radians(lat_b)) * sin(east) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))


def distance_km(a: Place, b: Place) -> float:
    """Great-circle distance between two places in kilometres."""
    return kilometres(a.latitude, a.longitude, b.latitude, b.longitude)
