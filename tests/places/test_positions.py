"""Distances, and the town of a position."""

from __future__ import annotations

import pytest

from bot.places import PlaceFinder, distance_km


# As the crow flies, from public distance tables.
@pytest.mark.parametrize(
    ("a", "b", "kilometres"),
    [
        ("Berlin", "Hamburg", 255),
        ("München", "Berlin", 504),
        ("Köln", "Düsseldorf", 34),
        ("Frankfurt am Main", "Stuttgart", 153),
        ("Kiel", "Freiburg im Breisgau", 713),
    ],
)
def test_distance(finder: PlaceFinder, a: str, b: str, kilometres: float) -> None:
    start, end = finder.lookup(a), finder.lookup(b)
    assert start is not None and end is not None
    assert distance_km(start, end) == pytest.approx(kilometres, rel=0.03)
    assert distance_km(end, start) == distance_km(start, end)
    assert distance_km(start, start) == 0


@pytest.mark.parametrize(
    ("latitude", "longitude", "name"),
    [
        (52.52, 13.40, "Berlin"),
        (50.94, 6.96, "Köln"),
        (54.79, 9.43, "Flensburg"),  # 5 km from Denmark
        (50.77, 6.08, "Aachen"),  # 3 km from Belgium
    ],
)
def test_position_in_germany(
    finder: PlaceFinder, latitude: float, longitude: float, name: str
) -> None:
    place = finder.nearest(latitude, longitude)
    assert place is not None
    assert (place.name, place.precision) == (name, "point")
    assert (place.latitude, place.longitude) == (latitude, longitude)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        (48.21, 16.37),
        (47.80, 13.04),
        (48.58, 7.75),
        (47.56, 7.59),
        (55.0, 7.0),
        (0.0, 0.0),
        (36.2, 37.16),
    ],
    ids=["Wien", "Salzburg", "Strasbourg", "Basel", "North Sea", "nowhere", "Aleppo"],
)
def test_position_elsewhere(finder: PlaceFinder, latitude: float, longitude: float) -> None:
    assert finder.nearest(latitude, longitude) is None


def test_position_is_kept_no_finer_than_a_street(finder: PlaceFinder) -> None:
    place = finder.nearest(52.5200066, 13.404954)
    assert place is not None
    assert (place.latitude, place.longitude) == (52.52, 13.405)
