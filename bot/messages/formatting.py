"""Numbers, distances, dates, lists, names of languages and countries: all from CLDR, by Babel.

Digits are 0-9 in every language, as on German doors, letters and telephones. English is British,
because its day-month order and 24-hour clock are those of Germany.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit

from bot.languages import FALLBACK, LANGUAGES
from bot.messages.catalogue import spoken, translate

if TYPE_CHECKING:
    from bot.directory.search import Distance

_ENGLISH = "en_GB"
_OLD_YEARS = 2


@cache
def locale_of(language: str) -> Locale:
    """Babel's locale for a BCP 47 code; English for a language that CLDR or our texts lack."""
    if spoken(language) == FALLBACK:
        return Locale.parse(_ENGLISH)
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_ENGLISH)


def number(value: float, language: str) -> str:
    """A number as it is written in the language."""
    return format_decimal(value, locale=locale_of(language))


def kilometres(value: float, language: str) -> str:
    """A length in kilometres, with the unit: "2.3 km"."""
    text = format_unit(value, "length-kilometer", "short", locale=locale_of(language))
    # Babel writes the name of the unit itself where a locale has none.
    return text.replace("length-kilometer", "km")


def distance(value: Distance, city: str, language: str) -> str:
    """How far an offer is, as exactly as both ends are known: in `city`, about 12 km, 2.3 km."""
    if value.precision == "same_place" and city:
        return in_place(city, language)
    if value.precision == "exact":
        return kilometres(max(0.1, round(value.kilometres, 1)), language)
    # Shown: the person is so many kilometres away.
    return translate(
        language,
        "about {distance}",
        distance=kilometres(max(1, round(value.kilometres)), language),
    )


def in_place(name: str, language: str) -> str:
    """As "in Dortmund", for a city by its German name."""
    return translate(language, "in {place}", place=name)


def words(items: Iterable[str], language: str) -> str:
    """A list in words: "a, b and c"."""
    return format_list(list(items), locale=locale_of(language))


def language_name(code: str, language: str) -> str:
    """The name of the language `code` in `language`; its own name where CLDR has none."""
    known = locale_of(language).languages
    if name := known.get(code) or known.get(code.replace("-", "_")):
        return str(name)
    if code in LANGUAGES:
        return LANGUAGES[code].own_name
    return str(locale_of(FALLBACK).languages.get(code, code))


def country_name(code: str, language: str) -> str:
    """The name of the country `code` (ISO 3166, two letters) in `language`."""
    territories = locale_of(language).territories
    return str(territories.get(code) or locale_of(FALLBACK).territories.get(code, code))


def weekday(day: int, language: str) -> str:
    """The name of a day of the week, 0 is Monday."""
    return str(locale_of(language).days["format"]["wide"][day])


def times(start: time, end: time, language: str) -> str:
    """A span of the day on the 24-hour clock: "09:00–12:00"."""
    return format_interval(start, end, "Hm", fuzzy=False, locale=locale_of(language))


def clock(value: time, language: str) -> str:
    """A time of day on the 24-hour clock."""
    return format_skeleton("Hm", value, locale=locale_of(language))


def partial_date(text: str, language: str) -> str:
    """A date as precise as it is known ("2026", "2026-07" or "2026-07-05"), in words.

    Raises ValueError for anything else.
    """
    day = first_day(text)
    if len(text) == 4:
        return format_skeleton("y", day, locale=locale_of(language))
    if len(text) == 7:
        return format_skeleton("yMMMM", day, locale=locale_of(language))
    return format_date(day, "long", locale=locale_of(language))


def first_day(text: str) -> date:
    """The earliest day that a year, a month or a day can mean. Raises ValueError."""
    if len(text) not in (4, 7, 10):
        raise ValueError(f"{text!r} is no year, month or day")
    return date.fromisoformat(text + "0000-01-01"[len(text) :])


def is_old(text: str, today: date) -> bool:
    """Whether a partial date may lie more than two years back."""
    day = first_day(text)
    return (day.year + _OLD_YEARS, day.month, day.day) < (today.year, today.month, today.day)
