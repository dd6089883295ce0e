"""Opening hours in words."""

from __future__ import annotations

import pytest

from bot.messages.hours import hours_in_words
from bot.messages.locales import translated_languages


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("24/7", ["Around the clock, every day"]),
        ("Mo-Su 00:00-24:00", ["Around the clock, every day"]),
        ("Mo-Th 09:00-15:00", ["Monday to Thursday: 09:00–15:00"]),
        ("Th,Fr 10:00-12:00", ["Thursday and Friday: 10:00–12:00"]),
        ("Mo 09:00-12:00; Th 14:00-17:00", ["Monday: 09:00–12:00", "Thursday: 14:00–17:00"]),
        (
            "Mo,Tu 10:00-12:00,14:00-16:00; We-Fr 10:00-12:00",
            ["Monday and Tuesday: 10:00–12:00 and 14:00–16:00", "Wednesday to Friday: 10:00–12:00"],
        ),
        (
            "Mo-Fr 9:00-12:00; PH off",
            ["Monday to Friday: 09:00–12:00", "Closed on public holidays"],
        ),
        ("24/7; PH off", ["Monday to Sunday: around the clock", "Closed on public holidays"]),
        ("Mo 10:00-11:00; SH off", ["Monday: 10:00–11:00", "Closed in the school holidays"]),
        ("Mo 10:00-11:00; PH 10:00-12:00", ["Monday: 10:00–11:00", "Public holidays: 10:00–12:00"]),
        ("Fr-Mo 10:00-12:00", ["Monday and Friday to Sunday: 10:00–12:00"]),
        ("Mo-Fr 09:00+", ["Monday to Friday: from 09:00"]),
        ('Mo-Fr 09:00-12:00 "by appointment"', ["Monday to Friday: 09:00–12:00 (by appointment)"]),
        ("nach Vereinbarung", ["By appointment"]),
        ('"nach Vereinbarung"', ["By appointment"]),
        (
            'Mo 09:00-12:00; Tu "nach Vereinbarung"',
            ["Monday: 09:00–12:00", "Tuesday: by appointment"],
        ),
        ('Mo 09:00-12:00; "nach Vereinbarung"', ["Monday: 09:00–12:00", "By appointment"]),
        ('We 10:00-12:00 "nur für Frauen"', ["Wednesday: 10:00–12:00 (nur für Frauen)"]),
    ],
)
def test_what_is_plain_is_told_in_words(text: str, lines: list[str]) -> None:
    assert hours_in_words(text, "en") == lines


def test_a_later_rule_replaces_the_day_and_a_comma_adds_to_it() -> None:
    replaced = hours_in_words("Mo-Fr 08:00-12:00; We 14:00-18:00", "en")
    assert replaced is not None and replaced[1] == "Wednesday: 14:00–18:00"
    added = hours_in_words("Mo-Fr 08:00-12:00, We 14:00-18:00", "en")
    assert added is not None and added[1] == "Wednesday: 08:00–12:00 and 14:00–18:00"
    assert hours_in_words("Mo-We 10:00-16:00; Tu off", "en") == [
        "Monday and Wednesday: 10:00–16:00"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "morgens",
        "mo-fr 9-12",
        "off",
        "24/7 off",
        "Mo-Fr",  # all day, says the specification; nobody who writes it means that
        "We[1] 10:00-12:00",
        "Jan-Mar Mo 09:00-12:00",
        "week 1-53/2 Mo 10:00-12:00",
        "sunrise-sunset",
        "Mo-Fr 09:00-12:00 unknown",
        "Mo 09:00-12:00 || Tu 10:00-12:00",
        "Mo-Fr 10:00-18:00+",
    ],
)
def test_what_is_not_plain_is_not_guessed(text: str) -> None:
    assert hours_in_words(text, "en") is None


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "Montag bis Donnerstag: 09:00–15:00 Uhr"),
        ("tr", "Pazartesi – Perşembe: 09:00–15:00"),
        ("ru", "Понедельник – четверг: 09:00–15:00"),
        ("uk", "Понеділок – четвер: 09:00–15:00"),
        ("ar", "من الاثنين إلى الخميس: 09:00–15:00"),
        ("fa", "دوشنبه تا پنجشنبه: 9:00 تا 15:00"),
        ("ti", "ካብ ሰኑይ ክሳብ ሓሙስ፦ 09:00–15:00"),
    ],
)
def test_in_the_words_of_the_language(language: str, line: str) -> None:
    lines = hours_in_words("Mo-Th 09:00-15:00", language)
    assert lines is not None
    assert [
        text.replace("\u2066", "").replace("\u2068", "").replace("\u2069", "") for text in lines
    ] == [line]


@pytest.mark.parametrize("language", translated_languages())
def test_every_language_has_all_the_words(language: str) -> None:
    lines = hours_in_words('Mo-We 09:00+; Fr 00:00-24:00 "by appointment"; PH,SH off', language)
    assert lines is not None and len(lines) == 4
