"""Telephone numbers as they are dialled in Germany."""

from __future__ import annotations

import re
from dataclasses import dataclass

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

_COUNTRY = "DE"
_LEAST = 10_000  # no number with an area code is shorter
_SHORT = re.compile(r"\d{3,6}")  # 110, 112, 115, 116 016: no area code, no country code


@dataclass(frozen=True)
class Phone:
    """A number to read and a `tel:` address to call, which is None for what can't be dialled."""

    text: str
    href: str | None


def phone(raw: str) -> Phone:
    """A German number in national spelling, a foreign one with its country code."""
    digits = re.sub(r"\s", "", raw)
    if _SHORT.fullmatch(digits):
        return Phone(_in_threes(digits), f"tel:{digits}")
    try:
        number = phonenumbers.parse(raw, _COUNTRY)
    except NumberParseException:
        return Phone(raw.strip(), None)
    if (number.national_number or 0) < _LEAST or not phonenumbers.is_possible_number(number):
        return Phone(raw.strip(), None)
    german = number.country_code == phonenumbers.country_code_for_region(_COUNTRY)
    style = PhoneNumberFormat.NATIONAL if german else PhoneNumberFormat.INTERNATIONAL
    text = phonenumbers.format_number(number, style)
    return Phone(text, f"tel:{phonenumbers.format_number(number, PhoneNumberFormat.E164)}")


def _in_threes(digits: str) -> str:
    return digits if len(digits) < 5 else f"{digits[:3]} {digits[3:]}"
