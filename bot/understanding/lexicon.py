"""Words per language that name facts: occupations, ways of advice, names of languages.

`data/lexicon/<lang>.yml` is written by hand; a `*` at the end of a word allows any ending.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.text import fold
from bot.understanding.features import is_unspaced, pieces_of
from bot.yaml_files import read_yaml

ARABIC_CLITICS = ("وال", "بال", "لل", "ال", "و", "ب", "ل", "ف", "ک")
# Persian, Urdu and others share the letters, not the clitics: "کہاں" (where) is no "ہاں" (yes).
_WITH_CLITICS = (None, "ar")
_CLITICS_BEGIN = {clitic[0] for clitic in ARABIC_CLITICS}
SECTIONS = ("occupations", "languages")
PHRASES = ("phone", "online", "in_person")
# Words of these languages are understood inside any other, since people mix them in; but only
# long ones: German "rente" is not English "rented", nor "lager" a Turkish camp.
EVERYWHERE = ("de", "en")
LONG = 6


@dataclass(frozen=True)
class Entry:
    """One form: its folded words and what it stands for; `*` after a word allows any ending."""

    words: tuple[str, ...]
    section: str
    value: str
    language: str


@dataclass(frozen=True)
class Hit:
    """A form found: `section` and `value`, and the token numbers it covers."""

    section: str
    value: str
    first: int
    last: int


def read_lexicons(folder: Path) -> list[Entry]:
    """All forms of all languages. Raises OperatorError that names the file when one is broken."""
    return [entry for path in sorted(folder.glob("*.yml")) for entry in _read(path)]


def _read(path: Path) -> list[Entry]:
    content = read_yaml(path) or {}
    forms = [
        (section, str(value), form)
        for section in SECTIONS
        for value, listed in (content.get(section) or {}).items()
        for form in listed or ()
    ]
    forms += [("mode", key, form) for key in PHRASES for form in content.get(key) or ()]
    made = (_entry(str(form), section, value, path.stem) for section, value, form in forms)
    return [entry for entry in made if entry.words]


def _entry(form: str, section: str, value: str, language: str) -> Entry:
    folded = fold(form)
    words = re.sub(r" \*", "*", " ".join(pieces_of(folded))) if is_unspaced(folded) else folded
    return Entry(tuple(words.split()), section, value, language)


class _Index:
    """Entries by their first word; a lookup per word and possible stem, whatever the number."""

    def __init__(self) -> None:
        self._whole: dict[str, list[Entry]] = defaultdict(list)
        self._stems: dict[str, list[Entry]] = defaultdict(list)

    def add(self, entry: Entry) -> None:
        first = entry.words[0]
        self._whole[first.rstrip("*")].append(entry)
        if first.endswith("*"):
            self._stems[first.rstrip("*")].append(entry)

    def candidates(self, forms: list[str]) -> Iterator[Entry]:
        for form in forms:
            yield from self._whole.get(form, ())
            for size in range(len(form) - 1, 1, -1):
                yield from self._stems.get(form[:size], ())


class Lexicon:
    """Finds the forms in folded tokens, those of the message's language and those of all."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self._of: dict[str, _Index] = defaultdict(_Index)
        self._everywhere = _Index()
        for entry in entries:
            self._of[entry.language].add(entry)
            if entry.language in EVERYWHERE and len(entry.words[0].rstrip("*")) >= LONG:
                self._everywhere.add(entry)

    def __len__(self) -> int:
        return len(self.entries)

    def find(self, tokens: list[str], language: str | None) -> list[Hit]:
        """Every form of the language (of all without one) in the tokens, longest first."""
        indexes = list(self._of.values())
        if language:
            indexes = [self._of[language], self._everywhere] if language in self._of else []
            indexes = indexes or [self._everywhere]
        hits = set()
        for position, token in enumerate(tokens):
            forms = _forms(token) if language in _WITH_CLITICS else [token]
            for index in indexes:
                for entry in index.candidates(forms):
                    if (last := _matches(entry, tokens, position)) is not None:
                        hits.add(Hit(entry.section, entry.value, position, last))
        return sorted(hits, key=lambda hit: (hit.first - hit.last, hit.first))

    def save(self, path: Path) -> None:
        """Write the forms to one file."""
        rows = [[" ".join(e.words), e.section, e.value, e.language] for e in self.entries]
        path.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, path: Path) -> Lexicon:
        """Read what `save` wrote."""
        rows = json.loads(path.read_text("utf-8"))
        return cls([Entry(tuple(w.split()), s, v, lang) for w, s, v, lang in rows])


def _forms(token: str) -> list[str]:
    if token[0] not in _CLITICS_BEGIN:
        return [token]
    stripped = [
        token[len(clitic) :]
        for clitic in ARABIC_CLITICS
        if token.startswith(clitic) and len(token) - len(clitic) >= 3
    ]
    return [token, *stripped]


def _matches(entry: Entry, tokens: list[str], position: int) -> int | None:
    """The last token that the entry covers; its first word is known to match already."""
    if len(entry.words) == 1:
        return position
    last = position + len(entry.words) - 1
    if last >= len(tokens):
        return None
    rest = zip(entry.words[1:], tokens[position + 1 : last + 1], strict=True)
    return last if all(_same(word, token) for word, token in rest) else None


def _same(word: str, token: str) -> bool:
    return token.startswith(word[:-1]) if word.endswith("*") else token == word
