"""A distance is told only as exactly as both ends are known."""

from __future__ import annotations

import pytest

from bot.directory.search import Distance, search
from bot.places import Place

NRW = "Nordrhein-Westfalen"
TOWN = Place("Dortmund", "city", NRW, None, 51.5149, 7.4660, "city")
POSITION = Place("Dortmund", "city", NRW, None, 51.5149, 7.4660, "point")
NAMELESS = Place("", "point", None, None, 51.5149, 7.4660, "point")
CODE_AREA = Place("", "postal_code", NRW, "44137", 51.5149, 7.4660, "area")


@pytest.fixture
def placed(store, offers_file, row, query):
    """The distance from a person to an office whose town, not street, is known."""

    def distance(person, **cells):
        from bot.directory.importing import import_csv

        town = Place("Lünen", "city", NRW, None, 51.6163, 7.5287, "city")
        known = {"Lünen": town, "Dortmund": TOWN}
        path = offers_file([row("nah", **({"city": "Dortmund"} | cells))])
        import_csv(store, path, geocode=lambda city, state, code: known.get(city))
        (found,) = search(store, query(place=person))
        return found.distance

    return distance


@pytest.mark.parametrize("person", [TOWN, POSITION])
def test_same_town_is_all_that_is_told_when_an_end_is_only_a_town(placed, person):
    assert placed(person) == Distance(0.0, "same_place")


def test_same_town_also_when_only_the_person_is_known_by_town(placed, row):
    assert placed(TOWN, latitude="51.54", longitude="7.50") == Distance(0.0, "same_place")


def test_same_town_even_when_the_office_has_no_position(placed):
    there = placed(Place("Unna", "city", NRW, None, 51.53, 7.69, "city"), city="Unna")
    assert there == Distance(0.0, "same_place")


@pytest.mark.parametrize("person", [TOWN, POSITION, NAMELESS, CODE_AREA])
def test_whole_kilometres_between_towns(placed, person):
    # Dortmund to Lünen: 12 km on the map.
    assert placed(person, city="Lünen") == Distance(12.0, "about")


def test_never_nearer_than_about_one_kilometre(placed):
    assert placed(CODE_AREA) == Distance(1.0, "about")


@pytest.mark.parametrize("person", [POSITION, NAMELESS])
def test_one_decimal_between_two_points_also_within_a_town(placed, person):
    # 0.0207 degrees of latitude at 111.195 km each.
    found = placed(person, latitude="51.5356", longitude="7.4660")
    assert found == Distance(2.3, "exact")


def test_town_of_the_same_name_in_another_land_is_not_the_same_place(placed):
    other = Place("Dortmund", "city", "Bayern", None, 51.0, 7.4660, "city")
    assert placed(other) == Distance(57.0, "about")


def test_no_distance_where_an_end_is_not_known(placed):
    assert placed(None) is None
    assert placed(TOWN, state="bundesweit") is None
    assert placed(TOWN, city="Unbekannt (erfunden)") is None
