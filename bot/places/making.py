"""A finder put together from the list of places, the lexicons and the training utterances."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, TypeVar

from bot.places import building
from bot.places.evidence import Mention
from bot.places.finder import PlaceFinder
from bot.places.gazetteer import Gazetteer
from bot.places.keys import phrase_key
from bot.places.ordinary import ordinary_words, read_utterances, stop_words
from bot.places.origin import pattern
from bot.places.phrases import PhraseTable
from bot.places.reading import EVERY, LANGUAGE_NAME
from bot.places.tables import read_lexicons, table, words

_LOG = logging.getLogger(__name__)
_LARGE_TOWN = 50_000
Finder = TypeVar("Finder", bound=PlaceFinder)


def make(kind: type[Finder], lexicon_dir: Path, utterances_dir: Path) -> Finder:
    """A finder of class `kind`."""
    gazetteer = building.build()
    lexicons = read_lexicons(lexicon_dir)
    values: dict[str, Any] = {
        "gazetteer": gazetteer.as_json(),
        "phrases": _phrases(gazetteer, lexicons).as_json(),
        "presence": _presence(lexicons).as_json(),
        "patterns": [],
        "ordinary": {},
    }
    first = kind(values)
    values["patterns"] = _patterns(first, lexicons)
    values["ordinary"] = _ordinary(first, lexicons, utterances_dir)
    return kind(values)


def _phrases(gazetteer: Gazetteer, lexicons: dict[str, dict[str, Any]]) -> PhraseTable:
    phrases = PhraseTable()
    numbers = {
        entry.country: number
        for number, entry in enumerate(gazetteer.entries)
        if entry.kind == "country"
    }
    _add_own_tables(phrases, gazetteer)
    for language, lexicon in lexicons.items():
        for name, forms in (lexicon.get("places") or {}).items():
            if (number := _number(gazetteer, name)) is None:
                _LOG.warning("lexicon %s: places: no such German place: %s", language, name)
                continue
            _add(phrases, forms, number, language)
        # A language's name isn't a country's: "ukrainisch" alone asks for advice in it.
        for forms in (lexicon.get("languages") or {}).values():
            _add(phrases, forms, LANGUAGE_NAME, language)
        for lists in ("countries", "cities_abroad"):
            for country, forms in (lexicon.get(lists) or {}).items():
                # YAML reads the code of Norway as a truth value.
                code = words([country])[0].upper()
                if code in numbers:
                    _add(phrases, forms, numbers[code], language)
    return phrases


def _add(phrases: PhraseTable, forms: Any, number: int, language: str) -> None:
    for form in words(forms):
        phrases.add(form, [number, language])


def _add_own_tables(phrases: PhraseTable, gazetteer: Gazetteer) -> None:
    for short, name in table("official_names")["abbreviations"].items():
        if (number := _number(gazetteer, name)) is not None:
            phrases.add(short, [number, EVERY])
    for state in table("states"):
        number = _number(gazetteer, state["name"])
        for form in words(state["names"]):
            if number is not None and form.endswith("*"):
                phrases.add(form, [number, "de"])


def _number(gazetteer: Gazetteer, name: str) -> int | None:
    """The largest German place of a name."""
    options = gazetteer.official_numbers(phrase_key(name)) or gazetteer.numbers(phrase_key(name))
    german = [n for n in options if gazetteer.entries[n].kind in {"city", "district", "state"}]
    return max(german, key=lambda n: gazetteer.entries[n].population, default=None)


def _presence(lexicons: dict[str, dict[str, Any]]) -> PhraseTable:
    phrases = PhraseTable()
    for language, lists in table("context").items():
        for phrase in words(lists.get("live")):
            phrases.add(phrase, [None, language])
    for language, lexicon in lexicons.items():
        for away, name in ((True, "abroad"), (False, "in_germany")):
            for phrase in words(lexicon.get(name)):
                phrases.add(phrase, [away, language])
    return phrases


def _patterns(finder: PlaceFinder, lexicons: dict[str, dict[str, Any]]) -> list[Any]:
    patterns = []
    for language, lexicon in lexicons.items():
        for away, name in ((True, "abroad"), (False, "in_germany")):
            for phrase in words(lexicon.get(name)):
                if made := pattern(away, language, *finder.mentions(phrase, language)):
                    patterns.append(made)
    return sorted({(a, b, tuple(c), tuple(d)) for a, b, c, d in patterns})


def _ordinary(
    finder: PlaceFinder, lexicons: dict[str, dict[str, Any]], utterances_dir: Path
) -> dict[str, list[str]]:
    def reading(word: str, language: str) -> str | None:
        readings = finder.candidates(word, language)
        if any(_certain(mention) for mention in readings):
            return None
        if any(mention.how in {"exact", "exonym"} for mention in readings):
            return "exact"
        return "loose" if readings else None

    ordinary = ordinary_words(read_utterances(utterances_dir), reading)
    for language in {*lexicons, *ordinary}:
        listed = {phrase_key(word) for word in words(lexicons.get(language, {}).get("not_places"))}
        common = {word for word in stop_words(language) if finder.candidates(word, language)}
        ordinary[language] = ordinary.get(language, set()) | listed | common
    everywhere = table("official_names")["words_from_names"]
    ordinary[EVERY] = {phrase_key(word) for word in words(everywhere)}
    return {language: sorted(found) for language, found in sorted(ordinary.items())}


def _certain(mention: Mention) -> bool:
    """A word of the lexicons, or the name of a large town."""
    if mention.how == "phrase":
        return True
    return mention.how == "exact" and mention.population >= _LARGE_TOWN
