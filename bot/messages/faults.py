"""What can be wrong with one translation: each rule names its problem or says nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import yaml

from bot.languages import LANGUAGES
from bot.messages.catalogue import PLACEHOLDER
from bot.text import scripts_in

# A translator's comment that lets a text stay as it is in English ("Online").
SAME_AS_ENGLISH = "as in English"
_NAMES = frozenset({"Lotse"})  # written in Latin letters in every language
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|TBD)\b")
_ENDINGS = {".": ".。።۔", "?": "?？؟፧", "!": "!！", ":": ":：፦፡", "…": "…"}
_CLOSING = "”“»«\"'’)]\u2069\u200f\u200e "
_MUCH_ENGLISH = 0.5  # of the words of a sentence of four words or more

Rule = Callable[[str, str, str], str | None]


def faults(source: str, text: str, language: str, allowed: bool = False) -> Iterator[str]:
    """Every problem of a translation; `allowed` lets it be the same as the English text."""
    for rule in _RULES:
        if problem := rule(source, text, language):
            yield problem
    if not allowed and (problem := _in_english(source, text, language)):
        yield problem


def _placeholders(source: str, text: str, _language: str) -> str | None:
    wanted, given = set(PLACEHOLDER.findall(source)), set(PLACEHOLDER.findall(text))
    if wanted != given:
        names = ", ".join(f"{{{name}}}" for name in sorted(wanted ^ given))
        return f"placeholders differ ({names})"
    left = PLACEHOLDER.sub("", text)
    if "{" in left or "}" in left:
        return None if _braces(source) == _braces(text) else "broken braces"
    return None


def _braces(text: str) -> tuple[int, int]:
    return text.count("{"), text.count("}")


def _spaces(_source: str, text: str, _language: str) -> str | None:
    return "space at the start or the end" if text != text.strip() else None


def _final_punctuation(source: str, text: str, _language: str) -> str | None:
    wanted, given = _ending(source), _ending(text)
    if wanted == given:
        return None
    return f"ends with {given or 'no'} punctuation, the English text with {wanted or 'none'}"


def _ending(text: str) -> str:
    last = text.rstrip(_CLOSING)[-1:]
    return next((kind for kind, signs in _ENDINGS.items() if last and last in signs), "")


def _unfinished(_source: str, text: str, _language: str) -> str | None:
    found = _UNFINISHED.search(text)
    return f"left-over {found[0]}" if found else None


def _script(_source: str, text: str, language: str) -> str | None:
    """Letters of another script, the names that stay in Latin letters apart."""
    bare = PLACEHOLDER.sub(" ", text)
    words = [word for word in _WORD.findall(bare) if word not in _NAMES]
    own = LANGUAGES[language].scripts[0] if language in LANGUAGES else "Latn"
    for word in words:
        foreign = set(scripts_in(word)) - {own}
        if foreign:
            return f"letters of a wrong script ({', '.join(sorted(foreign))}) in “{word}”"
    for word in words:
        if strange := set(word) & _strange_letters().get(language, frozenset()):
            return f"letters of another language ({''.join(sorted(strange))}) in “{word}”"
    return None


@cache
def _strange_letters() -> dict[str, frozenset[str]]:
    letters = yaml.safe_load(Path(__file__).with_name("letters.yml").read_text("utf-8"))
    return {language: frozenset(signs) for language, signs in letters.items()}


def _in_english(source: str, text: str, _language: str) -> str | None:
    english, given = _words(source), _words(text)
    if english and text.casefold() == source.casefold():
        return "left in English"
    if len(given) < 4:
        return None
    shared = sum(word in english for word in given)
    return "left in English for the most part" if shared > _MUCH_ENGLISH * len(given) else None


def _words(text: str) -> list[str]:
    bare = PLACEHOLDER.sub(" ", text)
    return [word.casefold() for word in _WORD.findall(bare) if word not in _NAMES]


_RULES: tuple[Rule, ...] = (_placeholders, _spaces, _final_punctuation, _unfinished, _script)
