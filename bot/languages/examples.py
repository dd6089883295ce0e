"""Rows to learn languages from: our texts, copies as people also type them, words that mix in."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.languages.evidence import LATIN, Reader, split
from bot.text import fold, romanise

_ARABIC_KEYBOARD = str.maketrans("یېۍئکہۂەۀ", "ييييكههه" + "ه")
_BARE_ARABIC = str.maketrans({**dict.fromkeys("أإآٱ", "ا"), "ة": "ه", "ى": "ي", "ؤ": "و"})
_HARAKAT = re.compile("[\u0640\u064b-\u0652\u0670]")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# What people transliterated themselves counts so often; anyascii's copies are cruder, but many.
WRITTEN_BY_HAND = 4
# A German word counts as a loan when so many languages use it: at least, and as a share of all.
LEAST_USERS, USERS_SHARE = 2, 0.12


class _Bare(dict[int, str]):
    """A table for str.translate: every letter as `fold` leaves it."""

    def __missing__(self, code: int) -> str:
        self[code] = bare = fold(chr(code)) or chr(code)
        return bare


_BARE = _Bare()


def copies(text: str, language: str) -> list[str]:
    """The text, and as it is typed without its diacritics or on another keyboard."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    scripts = {script for _, script in split(plain)}
    variants = [plain]
    if "Arab" in scripts:
        keyboard = _HARAKAT.sub("", plain.translate(_ARABIC_KEYBOARD))
        variants += [keyboard, keyboard.translate(_BARE_ARABIC)]
    elif "Cyrl" in scripts:
        variants.append(plain.replace("ё", "е"))
    elif not plain.isascii():
        variants.append(plain.translate(_BARE))
    if language == "de":
        variants.append(plain.translate(_UMLAUTS))
    if scripts - {LATIN}:
        variants.append(romanise(plain).casefold())
    return list(dict.fromkeys(variants))


@dataclass
class Group:
    """The rows of one script. `source` numbers the text that a row is a copy of.

    `times`: how often a pass of training uses the row.
    """

    words: list[tuple[str, ...]] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    source: list[int] = field(default_factory=list)
    times: list[int] = field(default_factory=list)

    def add(self, words: tuple[str, ...], language: str, source: int, times: int) -> None:
        """One row more."""
        self.words.append(words)
        self.languages.append(language)
        self.source.append(source)
        self.times.append(times)


def gather(
    texts: Sequence[tuple[str, str]], reader: Reader, natives: Mapping[str, Sequence[str]]
) -> dict[str, Group]:
    """Script -> rows of all texts with words in it, and of copies where `natives` has the language.

    `natives`: the scripts that each listed language is written in.
    """
    groups: dict[str, Group] = defaultdict(Group)
    for source, (text, language) in enumerate(texts):
        for number, variant in enumerate(copies(text, language)):
            evidence = reader.read(variant)
            if evidence.script and (number == 0 or language in natives):
                abroad = evidence.script not in natives.get(language, (evidence.script,))
                times = WRITTEN_BY_HAND if abroad and number == 0 else 1
                groups[evidence.script].add(evidence.words, language, source, times)
    return dict(groups)


def loan_words(texts: Sequence[tuple[list[tuple[str, str]], str]]) -> list[str]:
    """German words that people mix into other languages, as the texts themselves show.

    A word in Latin letters inside a text in another script, or a word of German texts that
    several other languages use too. `texts`: the words as `split` gives them, the language.
    """
    users: Mapping[str, set[str]] = defaultdict(set)
    german: Counter[str] = Counter()
    foreign: set[str] = set()
    for pairs, language in texts:
        mixed = any(script != LATIN for _, script in pairs)
        for word, script in pairs:
            if script == LATIN and len(word) > 2:
                german[word] += language == "de"
                users[word].add(language)
                if mixed:
                    foreign.add(word)
    least = max(LEAST_USERS, USERS_SHARE * len({language for _, language in texts}))
    shared = {w for w, n in german.items() if n and len(users[w] - {"de"}) >= least}
    return sorted(shared | {w for w in foreign if german[w]})
