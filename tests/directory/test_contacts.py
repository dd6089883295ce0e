"""Telephone numbers for somebody who wants to talk to a person."""

from __future__ import annotations

from bot.directory.search import contacts

PHONE = {"phone": "+49 231 50 11111"}


def ids(found):
    return [item.offer.id for item in found]


def test_only_offers_with_a_number_nearest_first_then_nationwide(filled, row, query):
    store = filled(
        row.office("ohne-nummer"),
        row.office("weiter", km=30, **PHONE),
        row.nationwide("hotline", **PHONE),
        row.office("nah", **PHONE),
    )
    for need in ("", "recognition"):
        assert ids(contacts(store, query(need))) == ["nah", "weiter", "hotline"]


def test_numbers_for_the_need_come_before_nearer_ones(filled, row, query):
    store = filled(
        row.office("nah", need="housing", is_mo="yes", languages="en", **PHONE),
        row.office("passend", km=90, is_mo="no", **PHONE),
        row.nationwide("hotline", **PHONE),
    )
    assert ids(contacts(store, query("recognition"))) == ["passend", "hotline", "nah"]


def test_without_a_place_nationwide_numbers_come_and_no_far_office(filled, row, query):
    store = filled(row.office("buero", **PHONE), row.nationwide("hotline", **PHONE))
    assert ids(contacts(store, query("", place=None))) == ["hotline"]


def test_far_numbers_are_better_than_none(filled, row, query):
    store = filled(row.office("fern", km=300, **PHONE))
    assert ids(contacts(store, query(""))) == ["fern"]


def test_emergency_lines_are_no_switchboard(filled, row, query):
    store = filled(row.nationwide("hilfetelefon", need="emergency;health", phone="116016"))
    assert contacts(store, query("")) == []
    assert contacts(store, query("health")) == []
    assert ids(contacts(store, query("emergency"))) == ["hilfetelefon"]
