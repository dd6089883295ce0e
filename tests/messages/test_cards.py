"""An offer as the widget gets it: what is not known is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.directory.distances import Distance
from bot.directory.search import Offer, Reason, Recommendation
from bot.messages.cards import card
from bot.messages.locales import translated_languages

TODAY = date(2026, 11, 22)
BARE = Offer(
    id="invented",
    organisation="Erfundener Verein e. V.",
    name="Sprechstunde",
    is_mo=None,
    needs=("recognition",),
    languages=(),
    street="",
    postal_code="",
    city="",
    state="Nordrhein-Westfalen",
    nationwide=False,
    phone="",
    email="",
    website="",
    opening_hours="",
    cost="",
    modes=frozenset(),
    source_urls=(),
    last_checked=None,
    community=(),
    place=None,
)
FULL = replace(
    BARE,
    languages=("de", "uk", "ti"),
    street="Musterstr. 1",
    postal_code="44135",
    city="Dortmund",
    phone="+49 231 1234567",
    email="rat@example.org",
    website="https://www.example.org/rat?a=1",
    opening_hours="Mo-Th 09:00-15:00",
    cost="free",
    last_checked="2026-07-05",
)


def shown(offer: Offer, language: str = "en", *reasons: Reason, far: Distance | None = None) -> Any:
    return card(Recommendation(offer, reasons, far, 1.0), language, TODAY)


def test_what_is_known_is_shown() -> None:
    result = shown(FULL)
    assert result["organisation"] == "Erfundener Verein e. V."
    assert result["address"] == "Musterstr. 1, 44135 Dortmund"
    assert result["phone"] == {"text": "0231 1234567", "href": "tel:+492311234567"}
    assert result["email"] == {"text": "rat@example.org", "href": "mailto:rat@example.org"}
    assert result["website"] == {"text": "example.org", "href": "https://www.example.org/rat?a=1"}
    assert result["hours"] == ["Monday to Thursday: 09:00–15:00"]
    assert result["languages"] == "German, Ukrainian and Tigrinya"
    assert result["cost"] == "free of charge"
    assert result["last_checked"] == "5 July 2026"
    assert result["map_query"] is None


def test_what_is_not_known_is_said() -> None:
    result = shown(replace(BARE, phone="+49 231 1234567"))
    assert result["languages"] == "not stated, ask by phone"
    assert result["hours"] == ["not stated, ask by phone"]
    assert result["cost"] == "not stated"
    assert result["last_checked"] == "date unknown, please call first"
    assert result["address"] is result["email"] is result["website"] is result["distance"] is None


def test_nobody_is_sent_to_a_phone_that_is_not_there() -> None:
    old = replace(BARE, last_checked="2012", opening_hours="We[1] 10:00-12:00")
    texts = [str(value) for offer in (BARE, old) for value in shown(offer).values()]
    labels = [str(shown(BARE)["labels"])]
    assert not any("call" in text or "by phone" in text for text in texts if text not in labels)


@pytest.mark.parametrize("checked", ["2012", "2024-09", "2024-11-21"])
def test_old_data_says_so(checked: str) -> None:
    told = shown(replace(FULL, last_checked=checked))["last_checked"]
    assert "May be out of date, please call first" in told and checked[:4] in told


def test_hours_that_can_not_be_told_are_asked_for() -> None:
    result = shown(replace(FULL, opening_hours="We[1] 10:00-12:00"))
    assert result["hours"] == ["please ask by phone"]


def test_the_own_language_comes_first() -> None:
    assert shown(FULL, "uk")["languages"].startswith("українська")


@pytest.mark.parametrize(
    ("reason", "english", "german"),
    [
        (Reason("mo", None), "run by a migrant organisation", "von einer Migrantenorganisation"),
        (Reason("language", "uk"), "speaks Ukrainian", "spricht Ukrainisch"),
        (Reason("place", "Dortmund"), "in Dortmund", "in Dortmund"),
        (Reason("distance", Distance(12.4, "about")), "about 12 km", "etwa 12 km"),
        (Reason("phone", None), "advice by phone", "Beratung per Telefon"),
        (Reason("online", None), "advice online", "Beratung online"),
        (Reason("nationwide", None), "all over Germany", "in ganz Deutschland"),
        (Reason("state", "Bayern"), "for all of Bayern", "für ganz Bayern"),
        (Reason("need", "housing"), "topic: Flat and housing", "Thema: Wohnung und Wohnen"),
        (Reason("community", "UA"), "community: Ukraine", "Community: Ukraine"),
        (Reason("community", "ku"), "community: Kurdish", "Community: Kurdisch"),
        (Reason("recent", "2026-07-05"), "checked recently", "vor Kurzem geprüft"),
    ],
)
def test_reasons_in_words(reason: Reason, english: str, german: str) -> None:
    told = [shown(FULL, language, reason)["reasons"][0] for language in ("en", "de")]
    assert [text.replace("\u00a0", " ") for text in told] == [english, german]


def test_a_reason_without_words_and_a_repeated_one_are_left_out() -> None:
    twice = (Reason("mo", None), Reason("mo", None), Reason("unheard_of", "x"))
    assert shown(FULL, "en", *twice)["reasons"] == ["run by a migrant organisation"]


def test_german_names_are_isolated_in_right_to_left_cards() -> None:
    result = shown(FULL, "ar", Reason("place", "Dortmund"))
    assert result["address"] == "\u2068Musterstr. 1, 44135 Dortmund\u2069"
    assert result["reasons"] == ["في \u2068Dortmund\u2069"]
    assert result["organisation"] == FULL.organisation


@pytest.mark.parametrize("website", ["javascript:alert(1)", "data:text/html,x", "https://"])
def test_only_web_addresses_become_links(website: str) -> None:
    assert shown(replace(FULL, website=website))["website"] is None


@pytest.mark.parametrize("language", translated_languages())
def test_nothing_is_left_in_english(language: str) -> None:
    english = shown(replace(BARE, phone="112"), "en", Reason("mo", None))
    own = shown(replace(BARE, phone="112"), language, Reason("mo", None))
    for key in ("languages", "hours", "cost", "last_checked", "reasons"):
        assert own[key] != english[key]
