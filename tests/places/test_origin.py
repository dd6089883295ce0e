"""Where a person comes from, and whether they say that they are still there."""

from __future__ import annotations

import pytest

from bot.places import PlaceFinder


@pytest.mark.parametrize(
    ("language", "text", "country"),
    [
        ("de", "Ich bin Krankenschwester aus der Ukraine", "UA"),
        ("en", "nurse from the Philippines", "PH"),
        ("tr", "Suriyeliyim", "SY"),
        ("ar", "انا من حلب", "SY"),
        ("ru", "я из Казахстана", "KZ"),
        ("uk", "я з Маріуполя", "UA"),
        ("fa", "از کابل آمدم", "AF"),
        ("ti", "ካብ ኤርትራ መጺአ", "ER"),
        ("de", "ich komme aus Wien", "AT"),
        ("de", "war in der Türkei, ich komme aus Syrien", "SY"),
        ("de", "Beratung auf ukrainisch in Köln", None),
        ("de", "ich wohne in Deutschland", None),
        ("de", "Ich brauche eine Wohnung in Köln", None),
    ],
)
def test_origin(finder: PlaceFinder, language: str, text: str, country: str | None) -> None:
    assert finder.find(text, language).origin == country


@pytest.mark.parametrize(
    ("language", "text", "abroad"),
    [
        ("de", "Ich bin noch in Syrien und will nach Berlin", True),
        ("de", "ich wohne in Peru", True),
        ("en", "I am still in Kabul and want to come to Munich", True),
        ("tr", "Trabzon'dayım, Paderborn'da iş buldum", True),
        ("uk", "Я ще в Україні", True),
        ("ti", "ኣብ ኡጋንዳ እየ ዘለኹ", True),
        ("de", "ich wohne in Deutschland, komme aus Syrien", False),
        ("de", "Ich komme aus Syrien und wohne in Köln", False),
        ("de", "Meine Frau ist noch in Syrien, ich wohne in Bonn", False),
        ("tr", "Suriyeliyim, Köln'de yaşıyorum", False),
        ("de", "Ich bin Krankenschwester aus der Ukraine", None),
        ("de", "Hilfe bei der Anerkennung in Dortmund", None),
    ],
)
def test_abroad(finder: PlaceFinder, language: str, text: str, abroad: bool | None) -> None:
    assert finder.find(text, language).abroad is abroad


def test_a_german_place_wins_over_a_place_abroad(finder: PlaceFinder) -> None:
    found = finder.find("Ich bin noch in Kabul und will nach München", "de")
    assert found.place is not None and found.place.name == "München"
    assert (found.origin, found.abroad) == ("AF", True)
