"""Five digits in a message: a postal code, or a sum, a telephone number, a house number?"""

from __future__ import annotations

import re
from functools import cache

from bot.places.keys import Token, joined, phrase_key
from bot.places.postal_codes import area
from bot.places.tables import table, words

_FIVE = re.compile(r"[0-9]{5}\Z")
_SIGNS_BEFORE = re.compile(r"[+€$£#]\s?$|[0-9][.,/:\-]$")
_SIGNS_AFTER = re.compile(r"^\s?[€$£₽₴%]|^[.,/:\-][0-9]|^[.,]-")
_LONGEST_HOUSE_NUMBER = 3
_ALONE = 3  # words of a message that hardly says more than the number


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(phrase_key(word) or word for word in words(table("numbers")[kind]))


def postal_codes(text: str, found: list[Token]) -> list[tuple[int, str]]:
    """The postal codes of a message: the number of the word, and the code in ASCII digits."""
    return [
        (number, token.key)
        for number, token in enumerate(found)
        if _FIVE.match(token.key) and area(token.key) and _is_code(text, found, number)
    ]


def _is_code(text: str, found: list[Token], number: int) -> bool:
    token = found[number]
    if _SIGNS_BEFORE.search(text[: token.start]) or _SIGNS_AFTER.match(text[token.end :]):
        return False
    following = found[number + 1] if number + 1 < len(found) else None
    if following and (following.key in _words("money") or _adjacent_number(text, token, following)):
        return False
    if _said_before(found, number, "postal"):
        return True
    round_sum = token.key.endswith("00") and len(found) > _ALONE
    if token.key.endswith("000") or round_sum or _said_before(found, number, "label"):
        return False
    return not _telephone_before(text, found, number)


def _adjacent_number(text: str, token: Token, following: Token) -> bool:
    return following.key[0].isdigit() and text[token.end : following.start].strip() == ""


def _said_before(found: list[Token], number: int, kind: str) -> bool:
    known = _words(kind)
    spans = (found[max(0, number - size) : number] for size in (1, 2, 3))
    if any(span and joined(span) in known for span in spans):
        return True
    # "my zip is 44135": a small word between.
    return number > 1 and any(
        span and joined(span) in known
        for span in (found[max(0, number - 1 - size) : number - 1] for size in (1, 2))
    )


def _telephone_before(text: str, found: list[Token], number: int) -> bool:
    """Whether digits that can't be a house number stand directly before."""
    if number == 0:
        return False
    before = found[number - 1]
    between = text[before.end : found[number].start]
    if not before.key.isdigit() or between.strip(" -/"):
        return False
    return before.key.startswith("0") or len(before.key) > _LONGEST_HOUSE_NUMBER or "-" in between
