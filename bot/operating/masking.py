"""Taking out of a sentence what could tell who wrote it.

What is kept for the operators must not name anybody: e-mail addresses, links, account, phone,
passport and permit numbers, postal addresses and names become a word in angle brackets.
Names can't be known for sure: they are taken where a sentence introduces one, after a form of
address, and where words stand capitalised in the middle of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from pathlib import Path

import yaml

from bot.text import normalise

_PHRASES = yaml.safe_load(Path(__file__).with_name("name_phrases.yml").read_text("utf-8"))
_DIGIT = r"[0-9٠-٩۰-۹]"
_WORD = r"[^\W\d_][\w'’\-]*"
_CAPITAL = r"[A-ZÄÖÜÇŞİĞА-ЯІЇЄҐ]"
_STREET = (
    r"(?:stra(?:ß|ss)e|str\.?|weg|platz|allee|gasse|ring|damm|ufer|chaussee|pfad|steig|"
    r"штрассе|штрасе|ሽትራሰ|ስትራሰ|ሽትራስ)"
)
# Kinds of streets that stand before the name; a house's number follows with or without its word.
_STREET_BEFORE = (
    r"(?:вулиця|вул\.?|улица|улице|ул\.?|проспект|просп\.?|бульвар|провулок|переулок|"
    r"شارع|خیابان|کوچه|شتراسه|شتراسة|ጎደና|rue|via)"
)
_HOUSE = (
    rf"\s*[,،]?\s*(?:дом|д\.|буд\.|будинок|رقم|پلاک|nr\.?|no\.?|ቁጽሪ)?\s*{_DIGIT}{{1,4}}\s?[a-zа-я]?\b"
    rf"(?:\s*[,،]?\s*(?:кв\.?|квартира|شقة|واحد)\s*{_DIGIT}{{1,4}})?"
)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("<email>", re.compile(r"\S+@\S+\.\w+|\S+\s?[(\[](?:at|ät)[)\]]\s?\S+", re.I)),
    ("<link>", re.compile(r"(?:https?://|www\.)\S+")),
    (  # with at least ten digits, so that "EU27 Staaten" stays; only a bank's code has none
        "<iban>",
        re.compile(
            r"\b(?=(?:[A-Z\s]{0,6}\d){10})[A-Z]{2}\d{2}(?:\s?[A-Z]{4})?"
            r"(?:\s?(?=[A-Z]*\d)[A-Z0-9]{2,4}){3,8}\b",
            re.I,
        ),
    ),
    ("<address>", re.compile(rf"\b(?:{_CAPITAL}{_WORD}\s)?[\w\-]*{_STREET}{_HOUSE}", re.I)),
    ("<address>", re.compile(rf"\b{_WORD}[\s\-]{_STREET}{_HOUSE}", re.I)),
    ("<address>", re.compile(rf"\b{_STREET_BEFORE}\s*{_WORD}(?:\s+{_WORD})?{_HOUSE}", re.I)),
    (  # "Am Alten Markt 3, 50667 Köln"
        "<address>",
        re.compile(rf"(?:\b{_CAPITAL}[\w\-]*\.?\s){{1,4}}\d{{1,4}}\s?[a-z]?(?=,?\s+\d{{5}}\b)"),
    ),
    ("<date>", re.compile(rf"\b(?:{_DIGIT}{{1,2}}[./-]){{2}}{_DIGIT}{{4}}\b")),
    ("<date>", re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b")),
    (  # passports and permits: a letter or two before the digits, or mixed with them
        "<number>",
        re.compile(rf"\b{_CAPITAL}{{1,3}}\s?(?:№|No\.?)?\s?{_DIGIT}{{6,9}}\b"),
    ),
    (
        "<number>",
        re.compile(r"\b(?=[A-Z0-9]*\d[A-Z0-9]*\d[A-Z0-9]*\d)(?=\d*[A-Z])[A-Z0-9]{7,20}\b"),
    ),
    ("<phone>", re.compile(rf"(?:\+|00|٠٠|۰۰)?(?:{_DIGIT}[\s\-/().]{{0,3}}){{6,}}{_DIGIT}")),
    ("<number>", re.compile(rf"{_DIGIT}{{6,}}")),
    ("<handle>", re.compile(r"(?<!\w)@\w{3,}")),
)


def _after(phrases: Collection[str], words: int) -> re.Pattern[str]:
    """Up to so many words after one of the phrases."""
    listed = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    word = rf"{_WORD}(?:(?<=[dD]r)\.|(?<=[pP]rof)\.)?"
    return re.compile(rf"(?<!\w)({listed})(\s*:?\s+)({word}(?:\s+{word}){{0,{words - 1}}})", re.I)


_INTRODUCED = _after(_PHRASES["introductions"], 3)
_HINTED = _after(_PHRASES["hints"], 2)
_ADDRESSED = _after(_PHRASES["addresses"], 2)
_STOP = {word.casefold() for word in _PHRASES["not_names"]}
_TITLES = {word.casefold() for word in _PHRASES["titles"]}
_NAME = rf"{_CAPITAL}(?:[^\W\d]|['’\-])+"  # no name holds a digit
_CAPITALISED = re.compile(rf"(?<=[\w,;:—–-] ){_NAME}(?: {_NAME})+(?!\w)")


def mask(text: str, known: Callable[[str], bool] = lambda _word: False) -> str:
    """The text without what names somebody. `known` says which words are ordinary ones.

    Ordinary are words that the training utterances write small; they are spared where a name is
    only likely: in runs of capitals, which German writes for every noun, and after "Frau".
    """
    text = normalise(text)
    for label, pattern in _PATTERNS:
        text = pattern.sub(label, text)
    text = _INTRODUCED.sub(lambda match: _hide_names(match, lambda _word: False), text)
    for pattern in (_ADDRESSED, _HINTED):
        text = pattern.sub(lambda match: _hide_names(match, known), text)
    return _CAPITALISED.sub(lambda match: _hide_run(match, known), text)


def _hide_names(match: re.Match[str], known: Callable[[str], bool]) -> str:
    """Hide the words after an introduction up to the first that can't be a name."""
    words = match[3].split()
    start = names = int(words[0].casefold().rstrip(".") in _TITLES)
    while names < len(words) and _may_be_name(words[names], words[start], known):
        names += 1
    if names == start:
        return match[0]
    return " ".join([match[1] + match[2].rstrip(" ") + " <name>", *words[names:]])


def _may_be_name(word: str, first: str, known: Callable[[str], bool]) -> bool:
    if word.casefold() in _STOP or known(word.casefold()):
        return False
    return not (first[0].isupper() and word[0].islower())


def _hide_run(match: re.Match[str], known: Callable[[str], bool]) -> str:
    words = match[0].split()
    if any(known(word.casefold()) for word in words):
        return match[0]
    return "<name>"
