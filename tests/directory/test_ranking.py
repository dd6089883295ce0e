"""The order of offers, in named situations."""

from __future__ import annotations

from datetime import date

import pytest

from bot.directory.search import search
from bot.places import Place

HAMBURG = Place("Hamburg", "city", "Hamburg", None, 53.5511, 9.9937, "city")


def ids(found):
    return [item.offer.id for item in found]


def kinds(item):
    return [reason.kind for reason in item.reasons]


def test_office_8_km_off_with_tigrinya_goes_before_a_nearer_one_without(filled, row, query):
    store = filled(
        row.office("nah", languages="de;en"), row.office("mit-tigrinya", km=8, languages="de;ti")
    )
    found = search(store, query(language="ti"))
    assert ids(found) == ["mit-tigrinya", "nah"]
    assert kinds(found[0]) == ["distance", "language"]
    assert found[0].distance.kilometres == 8
    assert ids(search(store, query(language="en"))) == ["nah", "mit-tigrinya"]


def test_language_does_not_outweigh_an_hour_on_the_train(filled, row, query):
    store = filled(row.office("nah"), row.office("mit-tigrinya", km=80, languages="ti"))
    assert ids(search(store, query(language="ti"))) == ["nah", "mit-tigrinya"]


def test_languages_not_stated_stand_between_listed_with_and_listed_without(filled, row, query):
    store = filled(
        row.office("ohne", languages="de;pl"),
        row.office("mit", languages="de;ar"),
        row.office("offen"),
    )
    assert ids(search(store, query(language="ar"))) == ["mit", "offen", "ohne"]


def test_who_speaks_german_is_not_sent_away_for_a_list_without_german(filled, row, query):
    store = filled(row.office("a-liste", languages="bg;ro"), row.office("b-offen"))
    first, second = search(store, query(language="de"))
    assert first.score == second.score


@pytest.mark.parametrize(("listed", "asked"), [("fa-AF", "fa"), ("kmr", "ku"), ("sr-Latn", "sr")])
def test_a_variant_of_the_language_counts_as_spoken(filled, row, query, listed, asked):
    (found,) = search(filled(row.office("nah", languages=listed)), query(language=asked))
    assert "language" in kinds(found)


def test_sorani_is_not_taken_for_kurmanji(filled, row, query):
    (found,) = search(filled(row.office("nah", languages="ckb")), query(language="ku"))
    assert "language" not in kinds(found)


def test_checked_in_2026_goes_before_2012_and_2012_does_not_go_behind_undated(filled, row, query):
    store = filled(
        row.office("undatiert"),
        row.office("alt", seen="2012"),
        row.office("frisch", seen="2026-07-05"),
    )
    found = search(store, query())
    assert ids(found) == ["frisch", "alt", "undatiert"]
    assert kinds(found[0]) == ["place", "recent"]
    assert kinds(found[1]) == ["place"]


def test_migrant_organisation_goes_first_and_unknown_is_neither_yes_nor_no(filled, row, query):
    store = filled(
        row.office("nein", is_mo="no"), row.office("ja", is_mo="yes"), row.office("offen")
    )
    found = search(store, query())
    assert ids(found) == ["ja", "offen", "nein"]
    assert [item.offer.is_mo for item in found] == [True, None, False]
    assert ["mo" in kinds(item) for item in found] == [True, False, False]


def test_migrant_organisation_in_the_next_town_goes_before_an_authority_here(filled, row, query):
    store = filled(row.office("amt", is_mo="no"), row.office("verein", km=12, is_mo="yes"))
    assert ids(search(store, query())) == ["verein", "amt"]


def test_migrant_organisation_300_km_away_is_not_recommended_while_something_is_near(
    filled, row, query
):
    store = filled(
        row.office("amt", km=60, is_mo="no"),
        row.office("verein", km=300, is_mo="yes", languages="en", seen="2026-11-01"),
    )
    assert ids(search(store, query())) == ["amt"]


def test_own_community_goes_first_by_origin_by_name_and_by_language(filled, row, query):
    store = filled(
        row.office("andere", community="PL"),
        row.office("eigene", community="ru;UA"),
    )
    for values in ({"origin": "UA"}, {"community": "ru"}, {"language": "ru"}):
        found = search(store, query(**values))
        assert ids(found) == ["eigene", "andere"]
        assert [r.value for r in found[0].reasons if r.kind == "community"] in (["UA"], ["ru"])
    assert ids(search(store, query())) == ["andere", "eigene"]  # alphabetical: nothing differs


def test_nothing_within_100_km_gives_nationwide_and_phone_but_no_far_office(filled, row, query):
    store = filled(
        row.office("buero", km=130, is_mo="yes", languages="en"),
        row.office("telefon", km=130, mode="in_person;phone"),
        row.nationwide("bundesweit", mode="phone"),
    )
    found = search(store, query())
    assert ids(found) == ["bundesweit", "telefon"]
    assert kinds(found[0]) == ["nationwide", "phone"]
    assert kinds(found[1]) == ["phone"]


def test_far_office_is_shown_only_when_nothing_else_serves_the_need(filled, row, query):
    store = filled(row.office("fern", km=290, is_mo="yes"), row.office("ferner", km=300))
    found = search(store, query())
    assert ids(found) == ["fern", "ferner"]
    assert found[0].distance.kilometres == 290
    assert "distance" not in kinds(found[0])


def test_far_office_does_not_come_with_more_after_the_near_ones(filled, row, query):
    store = filled(row.office("nah"), row.office("fern", km=200))
    assert search(store, query(exclude=frozenset({"nah"}))) == []


def test_advice_by_phone_from_elsewhere_comes_with_more_after_the_near_ones(filled, row, query):
    store = filled(row.office("nah"), row.office("fern", km=200, mode="phone"))
    assert ids(search(store, query())) == ["nah"]
    assert ids(search(store, query(exclude=frozenset({"nah"})))) == ["fern"]


def test_near_offices_go_before_a_hotline_that_fits_as_well(filled, row, query):
    store = filled(row.office("nah", km=20), row.nationwide("hotline", mode="phone"))
    found = search(store, query())
    assert ids(found) == ["nah", "hotline"]
    assert kinds(found[1]) == ["nationwide"]


def test_phone_asked_for_leaves_offices_out(filled, row, query):
    store = filled(
        row.office("buero", is_mo="yes"),
        row.office("telefon", mode="phone"),
        row.nationwide("hotline", mode="phone;online"),
    )
    asked = query(place=None, modes=frozenset({"phone", "online"}))
    found = search(store, asked)
    assert ids(found) == ["hotline", "telefon"]
    assert kinds(found[0]) == ["nationwide", "phone", "online"]
    only_office = query("housing", place=None, modes=frozenset({"phone"}))
    assert search(filled(row.office("wohnen", need="housing")), only_office) == []


def test_offer_that_serves_the_land_counts_as_serving_there_only(filled, row, query):
    store = filled(
        row("landesweit"), row.office("nah", km=60), row("anderswo", state="Bayern", mode="phone")
    )
    found = search(store, query())
    assert ids(found) == ["landesweit", "nah"]
    (reason,) = found[0].reasons
    assert (reason.kind, reason.value) == ("state", "Nordrhein-Westfalen")
    assert found[0].distance is None


def test_person_who_tells_only_the_land_gets_offers_of_that_land_without_distances(
    filled, row, query
):
    land = Place("Nordrhein-Westfalen", "state", "Nordrhein-Westfalen", None, 51.48, 7.5, "state")
    store = filled(
        row.office("im-land", km=40),
        row("hannover", state="Niedersachsen", city="Hannover", mode="in_person"),
        row.nationwide("hotline", mode="phone"),
    )
    found = search(store, query(place=land))
    assert ids(found) == ["im-land", "hotline"]
    assert found[0].distance is None
    (reason,) = found[0].reasons
    assert (reason.kind, reason.value) == ("place", "Nordrhein-Westfalen")


def test_need_is_a_must_and_general_advice_is_no_substitute(filled, row, query):
    store = filled(
        row.office("allgemein", need="social_benefits;residence", is_mo="yes"),
        row.nationwide("hotline", need="discrimination", mode="phone"),
    )
    assert search(store, query("recognition")) == []


def test_two_needs_at_once_prefer_who_serves_both_and_say_so(filled, row, query):
    store = filled(
        row.office("eines", need="housing"), row.office("beides", need="housing;recognition")
    )
    found = search(store, query(needs=("recognition", "housing")))
    assert ids(found) == ["beides", "eines"]
    assert {r.value for r in found[0].reasons if r.kind == "need"} == {"recognition", "housing"}


def test_abroad_the_need_asked_goes_first_and_only_what_is_reachable_comes(filled, row, query):
    store = filled(
        row.office("buero", need="housing", is_mo="yes"),
        row.nationwide("wohnen", need="housing", mode="phone"),
        row.nationwide("visum", need="visa", mode="phone", is_mo="yes", languages="en"),
        row.nationwide("schule", need="school", mode="phone"),
        row.nationwide("gewalt", need="emergency;health", mode="phone"),
    )
    found = search(store, query("housing", place=None, abroad=True))
    assert ids(found) == ["wohnen", "visum"]
    assert ("need", "housing") in {(r.kind, r.value) for r in found[0].reasons}
    assert ("need", "visa") in {(r.kind, r.value) for r in found[1].reasons}


def test_abroad_an_office_counts_when_it_is_where_the_person_wants_to_go(filled, row, query):
    store = filled(
        row.office("buero", need="visa", is_mo="yes", languages="en"),
        row.nationwide("hotline", need="visa", mode="phone", languages="en"),
    )
    assert ids(search(store, query("visa", place=None, abroad=True))) == ["hotline"]
    found = search(store, query("visa", place=HAMBURG, abroad=True))
    assert ids(found) == ["hotline"]
    found = search(store, query("visa", abroad=True))
    assert sorted(ids(found)) == ["buero", "hotline"]


def test_one_organisation_does_not_fill_all_places_while_there_is_another(filled, row, query):
    own = {"organisation": "Großer Verein (erfunden)", "is_mo": "yes"}
    offers = [row.office(f"gross-{n}", **own) for n in range(3)]
    other = row.office("klein", km=50, is_mo="no")
    found = search(filled(*offers, other), query())
    assert ids(found) == ["gross-0", "gross-1", "klein"]
    assert ids(search(filled(*offers, other), query(limit=2))) == ["gross-0", "klein"]


def test_one_organisation_fills_all_places_when_there_is_no_other(filled, row, query):
    own = {"organisation": "Großer Verein (erfunden)"}
    found = search(filled(*(row.office(f"gross-{n}", **own) for n in range(4))), query())
    assert ids(found) == ["gross-0", "gross-1", "gross-2"]


def test_emergency_line_is_last_for_another_need_and_first_for_its_own(filled, row, query):
    store = filled(
        row.nationwide("hilfetelefon", need="emergency;health", mode="phone", languages="en"),
        row.nationwide("arzt", need="health", mode="phone"),
    )
    assert ids(search(store, query("health"))) == ["arzt", "hilfetelefon"]
    assert ids(search(store, query("emergency"))) == ["hilfetelefon"]


def test_training_is_ranked_without_language_and_community(filled, row, query):
    training = {"need": "intercultural_training"}
    store = filled(
        row.office("sprache", km=10, languages="tr", community="TR", **training),
        row.office("ohne", km=9, **training),
    )
    found = search(store, query("intercultural_training", language="tr", origin="TR"))
    assert ids(found) == ["ohne", "sprache"]
    assert all(sorted(kinds(item)) == ["distance", "place"] for item in found)


def test_training_networks_of_the_land_and_the_country_fit_like_a_neighbour(filled, row, query):
    training = {"need": "intercultural_training"}
    store = filled(
        row("netz", city="Aachen", latitude="50.7762", longitude="6.0838", **training),
        row.nationwide("bund", **training),
        row("bayern", state="Bayern", city="Hof", latitude="50.32", longitude="11.92", **training),
    )
    found = search(store, query("intercultural_training", language="de"))
    assert {item.offer.id: kinds(item) for item in found} == {
        "bund": ["nationwide"],
        "netz": ["place"],
    }


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2020, 1, 1)])
def test_date_in_the_future_counts_as_checked_now(filled, row, query, today):
    (found,) = search(filled(row.office("nah", seen="2027")), query(today=today))
    assert "recent" in kinds(found)
