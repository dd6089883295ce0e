"""Left-to-right pieces inside right-to-left text, kept in order (Unicode Annex 9, isolates)."""

from __future__ import annotations

import unicodedata

from bot.languages import direction

_LEFT_TO_RIGHT_ISOLATE = "\u2066"
_FIRST_STRONG_ISOLATE = "\u2068"
_POP_ISOLATE = "\u2069"
_RIGHT_TO_LEFT = {"R", "AL"}


def isolate(text: str, language: str) -> str:
    """The text so that it can stand inside a sentence of `language`.

    In a right-to-left language, names in letters of the other direction are isolated; a text that
    has letters of the right direction only, or a plain number, comes back as it is.
    """
    if direction(language) != "rtl" or _is_isolated(text):
        return text
    kinds = {unicodedata.bidirectional(character) for character in text}
    if "L" in kinds:
        return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"
    if "EN" in kinds and not kinds & _RIGHT_TO_LEFT and not text.isdigit():
        return isolate_number(text, language)
    return text


def isolate_number(text: str, language: str) -> str:
    """A phone number or the like, whose digits and signs run from left to right everywhere."""
    if direction(language) != "rtl" or not text or _is_isolated(text):
        return text
    return f"{_LEFT_TO_RIGHT_ISOLATE}{text}{_POP_ISOLATE}"


def _is_isolated(text: str) -> bool:
    return text.startswith((_LEFT_TO_RIGHT_ISOLATE, _FIRST_STRONG_ISOLATE))
