"""Distances, dates, lists and names, as CLDR has them."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.directory.distances import Distance
from bot.messages import formatting

ISOLATED = "\u2068Dortmund\u2069"


def plain(text: str) -> str:
    """With blanks for the narrow and unbreakable ones of CLDR, which change between releases."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("language", "about", "exact", "same"),
    [
        ("en", "about 12 km", "2.3 km", "in Dortmund"),
        ("de", "etwa 12 km", "2,3 km", "in Dortmund"),
        ("tr", "yaklaşık 12 km", "2,3 km", "Dortmund şehrinde"),
        ("ru", "около 12 км", "2,3 км", "в городе Dortmund"),
        ("uk", "близько 12 км", "2,3 км", "у місті Dortmund"),
        ("ar", "حوالي 12 كم", "2.3 كم", f"في {ISOLATED}"),
        ("fa", "حدود 12 کیلومتر", "2.3 کیلومتر", f"در {ISOLATED}"),
        ("ti", "ኣስታት 12 ኪሜ", "2.3 ኪሜ", "ኣብ Dortmund"),
    ],
)
def test_distance_is_as_exact_as_both_ends(
    language: str, about: str, exact: str, same: str
) -> None:
    def told(kilometres: float, precision: str) -> str:
        return plain(formatting.distance(Distance(kilometres, precision), "Dortmund", language))

    assert told(12.4, "about") == about
    assert told(2.34, "exact") == exact
    assert told(0.0, "same_place") == same


def test_a_short_distance_is_never_nothing() -> None:
    assert plain(formatting.distance(Distance(0.2, "about"), "", "en")) == "about 1 km"
    assert plain(formatting.distance(Distance(0.01, "exact"), "", "en")) == "0.1 km"


@pytest.mark.parametrize(
    ("language", "year", "month", "day"),
    [
        ("en", "2026", "July 2026", "5 July 2026"),
        ("de", "2026", "Juli 2026", "5. Juli 2026"),
        ("tr", "2026", "Temmuz 2026", "5 Temmuz 2026"),
        ("ru", "2026", "июль 2026 г.", "5 июля 2026 г."),
        ("uk", "2026", "липень 2026 р.", "5 липня 2026 р."),
        ("ar", "2026", "يوليو 2026", "5 يوليو 2026"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(
    language: str, year: str, month: str, day: str
) -> None:
    dates = ("2026", "2026-07", "2026-07-05")
    told = [plain(formatting.partial_date(text, language)) for text in dates]
    assert told == [year, month, day]


@pytest.mark.parametrize("text", ["", "26", "2026-13", "2026-7", "yesterday"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        formatting.partial_date(text, "en")


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("2024-11-22", False),
        ("2024-11-21", True),
        ("2024-11", True),
        ("2025", False),
        ("2024", True),
    ],
)
def test_old_is_what_may_lie_over_two_years_back(text: str, old: bool) -> None:
    assert formatting.is_old(text, date(2026, 11, 22)) is old


def test_old_on_a_leap_day() -> None:
    assert formatting.is_old("2024-02-29", date(2026, 3, 1))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "a, b and c"),
        ("de", "a, b und c"),
        ("tr", "a, b ve c"),
        ("ru", "a, b и c"),
        ("ti", "a፣ bን cን"),
    ],
)
def test_lists(language: str, expected: str) -> None:
    assert formatting.words(["a", "b", "c"], language) == expected


@pytest.mark.parametrize(
    ("code", "language", "expected"),
    [
        ("uk", "de", "Ukrainisch"),
        ("uk", "uk", "українська"),
        ("ti", "ti", "ትግርኛ"),
        ("ar", "fa", "عربی"),
        ("tr", "ar", "التركية"),
        ("de", "tr", "Almanca"),
        ("zz-unknown", "de", "zz-unknown"),
    ],
)
def test_language_names(code: str, language: str, expected: str) -> None:
    assert formatting.language_name(code, language) == expected


def test_a_language_that_cldr_lacks_is_written_about_in_english() -> None:
    assert formatting.language_name("uk", "xx") == "Ukrainian"
    assert formatting.weekday(0, "xx") == "Monday"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "09:00–12:30"),
        ("de", "09:00–12:30 Uhr"),
        ("fa", "9:00 تا 12:30"),
        ("uk", "09:00–12:30"),
    ],
)
def test_spans_of_a_day_are_on_the_clock_of_24_hours(language: str, expected: str) -> None:
    assert formatting.times(time(9), time(12, 30), language) == expected
