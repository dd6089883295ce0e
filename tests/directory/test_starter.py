"""The starter directory is imported for real, with the real list of places."""

from __future__ import annotations

import csv
import hashlib

import pytest

from bot.directory.commands import import_starter
from bot.directory.exporting import export_csv
from bot.directory.geocoding import geocode
from bot.directory.importing import import_csv
from bot.directory.search import contacts, search
from bot.directory.store import DirectoryStore, withdraw
from bot.places import Place
from bot.settings import settings
from bot.understanding.taxonomy import NEEDS

STARTER = settings().root / "data" / "directory" / "offers.csv"
ERFURT = Place("Erfurt", "city", "Thüringen", None, 50.9787, 11.0328, "city")


@pytest.fixture(scope="module")
def starter(installation):
    """The starter directory as `lotse run` imports it."""
    import_starter()
    return DirectoryStore(settings().directory_url)


def test_all_116_offers_are_there_and_41_are_run_by_migrant_organisations(starter):
    assert len(starter.offers()) == 116
    assert sum(offer.is_mo is True for offer in starter.offers()) == 41


def test_every_offer_of_a_town_has_a_position_in_its_land(starter):
    in_towns = [offer for offer in starter.offers() if offer.city]
    assert len(in_towns) == 108
    for offer in in_towns:
        assert offer.place and offer.place.name == offer.city
        assert offer.place.state == offer.state or offer.nationwide


def test_the_file_is_imported_as_it_stands_and_again_changes_nothing(starter):
    report = import_csv(starter, STARTER, geocode=geocode)
    assert (report.added, report.changes, report.remarks) == ((), (), ())
    assert len(report.unchanged) == 116


def test_export_gives_back_every_cell_of_the_file(starter, tmp_path):
    export_csv(starter, tmp_path / "out.csv")

    def rows(path):
        with path.open(encoding="utf-8", newline="") as file:
            return {row["id"]: row for row in csv.DictReader(file)}

    given, returned = rows(STARTER), rows(tmp_path / "out.csv")
    assert given.keys() == returned.keys()
    for offer_id, row in given.items():
        assert row.items() <= returned[offer_id].items()


def test_every_need_is_served_by_somebody(starter):
    served = {need for offer in starter.offers() for need in offer.needs}
    assert served == set(NEEDS)


def test_nurse_from_ukraine_in_dortmund_is_sent_to_the_migrant_organisation_there(starter, query):
    found = search(starter, query("recognition", language="uk", origin="UA"))
    assert found[0].offer.id == "vmdo-bevi-anerkennungsberatung"
    assert [(reason.kind, reason.value) for reason in found[0].reasons] == [
        ("place", "Dortmund"),
        ("mo", None),
    ]
    assert len(found) == 3


def test_iranian_in_berlin_is_sent_to_the_association_of_iranian_refugees(starter, query):
    berlin = geocode("Berlin", "Berlin", None)
    found = search(starter, query("asylum", language="fa", origin="IR", place=berlin))
    assert found[0].offer.id == "verein-iranischer-fluechtlinge-berlin"
    assert ("community", "IR") in {(reason.kind, reason.value) for reason in found[0].reasons}


def test_no_office_farther_than_100_km_comes_while_there_is_another_way(starter, query):
    for need in NEEDS:
        found = search(starter, query(need, place=ERFURT, limit=50))
        far = [item for item in found if item.distance and item.distance.kilometres > 100]
        reachable = [item for item in found if item not in far]
        assert not reachable or all(item.offer.modes & {"phone", "online"} for item in far), need


def test_abroad_everything_found_can_be_reached_from_there(starter, query):
    for need in ("visa", "recognition", "housing"):
        found = search(starter, query(need, place=None, abroad=True))
        assert found and all(item.offer.nationwide for item in found), need


def test_contacts_in_dortmund_have_numbers_and_the_nearest_is_in_luenen(starter, query):
    found = contacts(starter, query(""))
    assert found[0].offer.city == "Lünen"
    assert all(item.offer.phone for item in found)


def test_second_start_leaves_what_an_operator_changed(starter):
    withdraw(starter, "la-red-berlin")
    revision = starter.offers()
    import_starter()
    assert starter.offers() is revision
    assert starter.starter() == hashlib.sha256(STARTER.read_bytes()).hexdigest()
    assert "la-red-berlin" not in {offer.id for offer in starter.offers()}
