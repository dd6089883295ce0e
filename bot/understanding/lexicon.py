"""Words per language that name facts: occupations, ways of advice, names of languages.

`data/lexicon/<lang>.yml` is written by hand; a `*` at the end of a word allows any ending.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.errors import OperatorError
from bot.text import fold

ARABIC_CLITICS = ("وال", "بال", "لل", "ال", "و", "ب", "ل", "ف", "ک")
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
    try:
        content = yaml.safe_load(path.read_text("utf-8")) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise OperatorError(f"{path}{line}: not valid YAML; mend the line named.") from error
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
    return Entry(tuple(fold(form).split()), section, value, language)


class Lexicon:
    """Finds the forms in folded tokens; a lookup per word and possible stem, whatever the size."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self._whole: dict[str, list[Entry]] = defaultdict(list)
        self._stems: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            first = entry.words[0]
            self._whole[first.rstrip("*")].append(entry)
            if first.endswith("*"):
                self._stems[first.rstrip("*")].append(entry)

    def __len__(self) -> int:
        return len(self.entries)

    def find(self, tokens: list[str], language: str | None) -> list[Hit]:
        """Every form of the language (and those mixed into all) in the tokens, longest first."""
        hits = set()
        for position, token in enumerate(tokens):
            for entry in self._candidates(token):
                if language and not _speaks(entry, language):
                    continue
                if (last := _matches(entry, tokens, position)) is not None:
                    hits.add(Hit(entry.section, entry.value, position, last))
        return sorted(hits, key=lambda hit: (hit.first - hit.last, hit.first))

    def _candidates(self, token: str) -> list[Entry]:
        found = []
        for form in _forms(token):
            found += self._whole.get(form, [])
            for size in range(len(form) - 1, 1, -1):
                found += self._stems.get(form[:size], [])
        return found

    def save(self, path: Path) -> None:
        """Write the forms to one file."""
        rows = [[" ".join(e.words), e.section, e.value, e.language] for e in self.entries]
        path.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, path: Path) -> Lexicon:
        """Read what `save` wrote."""
        rows = json.loads(path.read_text("utf-8"))
        return cls([Entry(tuple(w.split()), s, v, lang) for w, s, v, lang in rows])


def _speaks(entry: Entry, language: str) -> bool:
    """Whether the entry belongs to the language, or is a word that all mix in."""
    if entry.language == language:
        return True
    return entry.language in EVERYWHERE and len(entry.words[0].rstrip("*")) >= LONG


def _forms(token: str) -> list[str]:
    stripped = [
        token[len(clitic) :]
        for clitic in ARABIC_CLITICS
        if token.startswith(clitic) and len(token) - len(clitic) >= 3
    ]
    return [token, *stripped]


def _matches(entry: Entry, tokens: list[str], position: int) -> int | None:
    """The last token that the entry covers; its first word is known to match already."""
    last = position + len(entry.words) - 1
    if last >= len(tokens):
        return None
    rest = zip(entry.words[1:], tokens[position + 1 : last + 1], strict=True)
    return last if all(_same(word, token) for word, token in rest) else None


def _same(word: str, token: str) -> bool:
    return token.startswith(word[:-1]) if word.endswith("*") else token == word
