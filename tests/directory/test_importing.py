"""Imports: repeatable, shown before they happen, back out again."""

from __future__ import annotations

from datetime import date

import pytest

from bot.directory.exporting import export_csv
from bot.directory.importing import Change, import_csv
from bot.directory.store import DirectoryStore, confirm, restore, withdraw
from bot.errors import OperatorError
from bot.places import Place

DORTMUND = Place("Dortmund", "city", "Nordrhein-Westfalen", None, 51.5149, 7.466, "city")


def towns(city, state, code):
    return DORTMUND if city == "Dortmund" else None


def full(row, offer_id="voll"):
    return row(
        offer_id, is_mo="yes", need="recognition;housing", languages="de;ti", street="Weg 1",
        postal_code="44137", city="Dortmund", phone="+49 231 5011111", email="a@verein.example.de",
        website="https://verein.example.de", opening_hours="Mo 09:00-12:00", cost="free",
        mode="in_person;phone", source_url="https://a.example.de | https://b.example.de",
        seen="2026-07", community="ER;ti",
    )  # fmt: skip


def test_every_field_of_an_offer_arrives(store, offers_file, row):
    import_csv(store, offers_file([full(row)]), geocode=towns)
    (offer,) = store.offers()
    assert (offer.organisation, offer.name) == ("Verein voll (erfunden)", "Beratung (erfunden)")
    assert (offer.is_mo, offer.needs) == (True, ("recognition", "housing"))
    assert (offer.languages, offer.community) == (("de", "ti"), ("ER", "ti"))
    assert (offer.street, offer.postal_code, offer.city) == ("Weg 1", "44137", "Dortmund")
    assert (offer.state, offer.nationwide) == ("Nordrhein-Westfalen", False)
    assert (offer.phone, offer.email) == ("+49 231 5011111", "a@verein.example.de")
    assert (offer.website, offer.cost) == ("https://verein.example.de", "free")
    assert (offer.opening_hours, offer.last_checked) == ("Mo 09:00-12:00", "2026-07")
    assert offer.modes == {"in_person", "phone"}
    assert offer.source_urls == ("https://a.example.de", "https://b.example.de")
    assert (offer.place.latitude, offer.place.longitude) == (51.5149, 7.466)
    assert (offer.place.name, offer.place.precision) == ("Dortmund", "city")


def test_what_is_not_stated_stays_unknown(store, offers_file, row):
    import_csv(store, offers_file([row.nationwide("leer")]))
    (offer,) = store.offers()
    assert offer.is_mo is None and offer.last_checked is None and offer.place is None
    assert offer.languages == offer.community == offer.source_urls == ()
    assert offer.nationwide and offer.state == "" and not offer.modes
    assert offer.phone == offer.cost == offer.opening_hours == ""


def test_the_same_file_again_changes_nothing(store, offers_file, row):
    path = offers_file([full(row), row("zwei")])
    assert import_csv(store, path, geocode=towns).added == ("voll", "zwei")
    again = import_csv(store, path, geocode=towns)
    assert (again.added, again.changed, again.changes) == ((), (), ())
    assert again.unchanged == ("voll", "zwei")


def test_the_same_id_updates_and_what_the_file_leaves_out_stays(store, offers_file, row):
    import_csv(store, offers_file([full(row), row("zwei"), row("drei")]), geocode=towns)
    changed = full(row) | {"phone": "", "languages": "de"}
    report = import_csv(store, offers_file([changed, row("zwei"), row("vier")]), geocode=towns)
    assert report.added == ("vier",) and report.changed == ("voll",)
    assert report.unchanged == ("zwei",) and report.missing == ("drei",)
    assert report.changes == (
        Change("voll", "languages", "de;ti", "de"),
        Change("voll", "phone", "+49 231 5011111", ""),
    )
    offers = {offer.id: offer for offer in store.offers()}
    assert sorted(offers) == ["drei", "vier", "voll", "zwei"]
    assert (offers["voll"].languages, offers["voll"].phone) == (("de",), "")


def test_dry_run_tells_the_same_and_does_nothing(store, offers_file, row):
    import_csv(store, offers_file([full(row)]), geocode=towns)
    before = store.records()
    path = offers_file([full(row) | {"cost": "20 EUR"}, row("neu")])
    shown = import_csv(store, path, dry_run=True, geocode=towns)
    assert store.records() == before and [offer.id for offer in store.offers()] == ["voll"]
    done = import_csv(store, path, geocode=towns)
    assert shown.dry_run and not done.dry_run
    assert shown.changes == done.changes == (Change("voll", "cost", "free", "20 EUR"),)
    assert (shown.added, shown.changed) == (done.added, done.changed) == (("neu",), ("voll",))


def test_export_and_import_give_the_same_directory(store, offers_file, row, tmp_path):
    rows = [full(row), row("landesweit"), row.nationwide("bund"), row.office("punkt", km=3)]
    import_csv(store, offers_file(rows), geocode=towns)
    withdraw(store, "landesweit")
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    assert export_csv(store, first) == 4
    other = DirectoryStore(f"sqlite:///{tmp_path}/other.db")
    import_csv(other, first, geocode=towns)
    assert other.records() == store.records()
    export_csv(other, second)
    assert first.read_bytes() == second.read_bytes()
    assert import_csv(store, first, geocode=towns).changed == ()


def test_export_into_a_folder_that_is_not_there_is_said_in_a_sentence(store, tmp_path):
    with pytest.raises(OperatorError, match="name a file in a folder that can be written"):
        export_csv(store, tmp_path / "nirgends" / "offers.csv")


def test_town_that_is_not_found_is_remarked_and_has_no_distance(store, offers_file, row):
    path = offers_file([row(city="Dortmnd"), row("zwei", city="Dortmund", state="Bayern")])
    report = import_csv(store, path, geocode=towns)
    assert report.remarks == (
        f"{path}:2: city: no such town in Nordrhein-Westfalen, no distance can be told: Dortmnd",
        f"{path}:3: city: no such town in Bayern, no distance can be told: Dortmund",
    )
    assert [offer.place for offer in store.offers()] == [None, None]


def test_stated_position_goes_before_a_found_one_and_stays_while_the_address_does(
    store, offers_file, row
):
    office = row.office("punkt", street="Weg 1")
    import_csv(store, offers_file([office]), geocode=towns)
    assert store.offers()[0].place.precision == "point"
    without = {name: cell for name, cell in office.items() if name not in ("latitude", "longitude")}
    assert import_csv(store, offers_file([without]), geocode=towns).unchanged == ("punkt",)
    moved = import_csv(store, offers_file([without | {"street": "Weg 2"}]), geocode=towns)
    assert {change.field for change in moved.changes} == {
        "street", "latitude", "longitude", "position",
    }  # fmt: skip
    assert store.offers()[0].place.precision == "city"


def test_better_position_of_a_known_town_is_a_change(store, offers_file, row):
    path = offers_file([row("a", city="Dortmund")])
    import_csv(store, path)
    report = import_csv(store, path, geocode=towns)
    assert report.changes == (Change("a", "position", "", "51.5149, 7.4660 (city)"),)


def test_fact_of_an_organisation_changes_all_of_its_offers_and_says_so(store, offers_file, row):
    own = {"organisation": "Verein (erfunden)"}
    import_csv(store, offers_file([row("a", **own), row("b", **own)]))
    report = import_csv(store, offers_file([row("a", is_mo="yes", **own)]))
    assert report.changes == (
        Change("a", "is_mo", "unknown", "yes"),
        Change("b", "is_mo", "unknown", "yes"),
    )
    assert report.changed == ("a", "b") and report.missing == ("b",)


def test_confirmation_is_kept_against_an_older_date_but_not_a_newer_one(store, offers_file, row):
    path = offers_file([row("a", seen="2019")])
    import_csv(store, path)
    confirm(store, "a", date(2026, 11, 20), "pruefer@example.de")
    assert import_csv(store, path).unchanged == ("a",)
    assert store.offers()[0].last_checked == "2026-11-20"
    import_csv(store, offers_file([row("a", seen="2019", cost="free")]))
    assert store.offers()[0].last_checked == "2026-11-20"
    import_csv(store, offers_file([row("a", seen="2026-12-24")]))
    assert store.offers()[0].last_checked == "2026-12-24"


def test_withdrawn_offer_is_not_shown_and_stays_withdrawn_when_imported(store, offers_file, row):
    path = offers_file([row("a"), row("b")])
    import_csv(store, path)
    withdraw(store, "a")
    assert [offer.id for offer in store.offers()] == ["b"]
    assert import_csv(store, path).unchanged == ("a", "b")
    assert [offer.id for offer in store.offers()] == ["b"]
    restore(store, "a")
    assert [offer.id for offer in store.offers()] == ["a", "b"]


def test_file_can_withdraw_and_bring_back(store, offers_file, row):
    import_csv(store, offers_file([row("a", withdrawn="yes"), row("b", withdrawn="")]))
    assert [offer.id for offer in store.offers()] == ["b"]
    import_csv(store, offers_file([row("a", withdrawn="no")]))
    assert [offer.id for offer in store.offers()] == ["a", "b"]


def test_community_stays_when_the_file_has_no_such_column(store, offers_file, row):
    import_csv(store, offers_file([row("a", community="TR")]))
    report = import_csv(store, offers_file([row("a", cost="free")]))
    assert report.changes == (Change("a", "cost", "", "free"),)
    import_csv(store, offers_file([row("a", community="")]))
    assert store.offers()[0].community == ()


@pytest.mark.parametrize("change", [lambda store: withdraw(store, "x"),
                                    lambda store: confirm(store, "x", date(2026, 1, 1))])  # fmt: skip
def test_unknown_id_is_said_in_a_sentence(store, change):
    with pytest.raises(OperatorError, match="There is no offer 'x'"):
        change(store)
