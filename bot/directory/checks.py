"""What a cell of an offers file may hold: one function a column, each names what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, partial
from urllib.parse import urlsplit

import opening_hours
import phonenumbers
from babel import Locale
from langcodes import standardize_tag, tag_is_valid
from langcodes.tag_parser import LanguageTagError

from bot.directory.offer import LIST_SEPARATORS, MODES, NATIONWIDE
from bot.places.tables import table
from bot.understanding.taxonomy import NEEDS

# A check takes the cell, without blanks round it, and yields a (problem, value) for each fault.
Check = Callable[[str], Iterable[tuple[str, str]]]

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_POSTAL_CODE = re.compile(r"(?!00)\d{5}", re.ASCII)
_EMAIL = re.compile(r"[\w.+%-]+@([\w-]+\.)+[^\W\d_]{2,}")
_SEEN = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_AMOUNT = re.compile(r"\d+(\.\d{2})? EUR", re.ASCII)
_HOST = re.compile(r"([\w-]+\.)+[^\W\d_]{2,}")
# Numbers of social value that are the same in all of Europe (Decision 2007/116/EC).
_SOCIAL_VALUE = re.compile(r"116\d{3}", re.ASCII)
_NO_LANGUAGE = re.compile(r"(und|mul|zxx|mis|q[a-t][a-z])\b")
_NO_COUNTRY = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})  # CLDR's groups and codes
_DEGREES = {"latitude": (47.2, 55.1), "longitude": (5.8, 15.1)}  # Germany's bounding box


@cache
def states() -> tuple[str, ...]:
    """The 16 Länder by their German names."""
    return tuple(entry["name"] for entry in table("states"))


def check_id(cell: str) -> Iterable[tuple[str, str]]:
    """A slug: small letters, digits, single hyphens."""
    if not _SLUG.fullmatch(cell) or len(cell) > 100:
        yield "not a slug of small letters, digits and hyphens", cell


def check_phone(cell: str) -> Iterable[tuple[str, str]]:
    """A number that exists in some country's plan, or a German short number."""
    try:
        number = phonenumbers.parse(cell, "DE")
    except phonenumbers.NumberParseException:
        yield "not a telephone number", cell
        return
    digits = re.sub(r"\D", "", cell)
    short = _SOCIAL_VALUE.fullmatch(digits) or phonenumbers.is_valid_short_number(number)
    if not short and not phonenumbers.is_valid_number(number):
        yield "not a telephone number", cell


def check_email(cell: str) -> Iterable[tuple[str, str]]:
    """One e-mail address."""
    if not _EMAIL.fullmatch(cell):
        yield "not an e-mail address", cell


def check_url(cell: str) -> Iterable[tuple[str, str]]:
    """An address that a browser opens without running anything: http or https."""
    try:
        parts = urlsplit(cell)
        host = parts.hostname or ""
    except ValueError:
        host = ""
    if re.search(r"\s", cell) or not _HOST.fullmatch(host) or parts.scheme not in ("http", "https"):
        yield "not a web address beginning with http:// or https://", cell


def check_opening_hours(cell: str) -> Iterable[tuple[str, str]]:
    """An expression of OpenStreetMap's key opening_hours."""
    if not opening_hours.validate(cell):
        yield "not an OSM opening_hours expression", cell


def check_postal_code(cell: str) -> Iterable[tuple[str, str]]:
    """Five digits, the first two not both zero."""
    if not _POSTAL_CODE.fullmatch(cell):
        yield "not a German postal code of five digits", cell


def check_state(cell: str) -> Iterable[tuple[str, str]]:
    """A Land, or that the offer is nationwide."""
    if cell != NATIONWIDE and cell not in states():
        yield f"neither a Land nor {NATIONWIDE}", cell


def check_seen(cell: str) -> Iterable[tuple[str, str]]:
    """A year, a month or a day of the calendar."""
    try:
        if not _SEEN.fullmatch(cell):
            raise ValueError
        date.fromisoformat(cell + "0000-01-01"[len(cell) :])
    except ValueError:
        yield "not a date such as 2026, 2026-07 or 2026-07-05", cell


def check_cost(cell: str) -> Iterable[tuple[str, str]]:
    """Nothing to pay, or an amount."""
    if cell != "free" and not _AMOUNT.fullmatch(cell):
        yield "neither free nor an amount such as 20 EUR", cell


def check_language(value: str) -> Iterable[tuple[str, str]]:
    """A BCP 47 code in its usual spelling, so that the same language is always the same code."""
    try:
        usual = standardize_tag(value) if tag_is_valid(value) else None
    except LanguageTagError:
        usual = None
    if usual is None or _NO_LANGUAGE.match(usual):
        yield "not a BCP 47 language code", value
    elif usual != value:
        yield f"write {usual} for this language", value


def check_community(value: str) -> Iterable[tuple[str, str]]:
    """A country in capitals or a language."""
    if value.isupper():
        if value not in Locale("en").territories or value in _NO_COUNTRY or len(value) != 2:
            yield "not an ISO 3166 country code", value
    else:
        yield from check_language(value)


def _one_of(known: Iterable[str], problem: str, value: str) -> Iterable[tuple[str, str]]:
    if value not in known:
        yield problem, value


def _degrees(column: str, cell: str) -> Iterable[tuple[str, str]]:
    low, high = _DEGREES[column]
    try:
        if not low <= float(cell) <= high:
            yield "lies outside Germany", cell
    except ValueError:
        yield "not a number of degrees such as 51.5136", cell


def _each(column: str, check: Check, cell: str) -> Iterable[tuple[str, str]]:
    values = [value.strip() for value in cell.split(LIST_SEPARATORS[column].strip())]
    for number, value in enumerate(values):
        if not value:
            yield "an empty value in the list", cell
        elif value in values[:number]:
            yield "named twice", value
        else:
            yield from check(value)


def _list(column: str, check: Check) -> Check:
    return partial(_each, column, check)


_YES_NO = partial(_one_of, ("yes", "no"), "neither yes nor no")
_NEED = partial(_one_of, NEEDS, "not a need of the taxonomy")
_MODE = partial(_one_of, MODES, f"not one of {', '.join(MODES)}")

CHECKS: dict[str, Check] = {
    "id": check_id,
    "is_mo": partial(_one_of, ("yes", "no", "unknown"), "not one of yes, no, unknown"),
    "need": _list("need", _NEED),
    "languages": _list("languages", check_language),
    "postal_code": check_postal_code,
    "state": check_state,
    "phone": check_phone,
    "email": check_email,
    "website": check_url,
    "opening_hours": check_opening_hours,
    "cost": check_cost,
    "mode": _list("mode", _MODE),
    "source_url": _list("source_url", check_url),
    "seen": check_seen,
    "community": _list("community", check_community),
    "latitude": partial(_degrees, "latitude"),
    "longitude": partial(_degrees, "longitude"),
    "withdrawn": _YES_NO,
}
# Cells that must not be empty; every other one may be, and that says "not stated".
NEEDED = ("id", "organisation", "is_mo", "offer_name", "need", "state")
