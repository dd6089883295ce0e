"""What a message shows of its language: its words in the script that counts.

URLs, addresses, numbers and signs are no evidence, nor are words that every language uses ("ok",
names, German towns), as long as there are others. Loan words in Latin letters inside a sentence
in another script are left out too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from bot.languages.ngrams import words_of
from bot.text import scripts_in

MOST_CHARACTERS = 600  # of a message are read: plenty, and a bound on the time it takes
NATIVE_SHARE = 0.2  # of the letters in a script other than Latin make a message one of that script
KANA = "Jpan"
UNSPACED = {"Thai", "Hani", "Laoo", "Khmr", "Mymr", "Jpan"}
LETTERS_A_WORD = 3  # in scripts without blanks between words
LATIN = "Latn"
_NO_WORDS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+|\b[\w-]+\.(?:de|com|org|net|eu)\b\S*")
_NEUTRAL_FILE = Path(__file__).with_name("neutral.yml")


@dataclass(frozen=True)
class Evidence:
    """`words` (casefolded) of the one `script` that counts; `length` in words of all scripts.

    `weak`: the words are names only. Without words there is nothing to tell a language from.
    """

    words: tuple[str, ...]
    script: str | None
    length: int
    weak: bool = False


def split(text: str) -> list[tuple[str, str]]:
    """The words of a text, each with the script of its letters."""
    words = words_of(_NO_WORDS.sub(" ", text))
    pairs = ((word, LATIN if word.isascii() else _script(word)) for word in words)
    return [(word, script) for word, script in pairs if script]


@lru_cache(maxsize=65536)
def _script(word: str) -> str:
    """The script of a word, empty when it has no letters."""
    letters = scripts_in(word)
    return _leading(letters) if letters else ""


def _leading(letters: Mapping[str, int]) -> str:
    """The script that counts: another than Latin when it has a fair share, kana before all."""
    if letters.get(KANA):
        return KANA
    total = sum(letters.values())
    native = max((s for s in letters if s != LATIN), key=lambda s: letters[s], default=LATIN)
    return native if letters[native] >= NATIVE_SHARE * total else LATIN


class Reader:
    """Reads evidence; `idle` words say nothing ("ok"), `names` say little."""

    def __init__(self, idle: Iterable[str] = (), names: Iterable[str] = ()) -> None:
        self.idle = frozenset(idle)
        self.names = frozenset(names)

    def read(self, text: str) -> Evidence:
        """The evidence of one message."""
        return self.weigh(split(text[:MOST_CHARACTERS]))

    def weigh(self, pairs: Iterable[tuple[str, str]]) -> Evidence:
        """The evidence of words with their scripts, as `split` gives them."""
        words = [pair for pair in pairs if pair[0] not in self.idle]
        if not words:
            return Evidence((), None, 0)
        telling = [pair for pair in words if pair[0] not in self.names]
        letters: Counter[str] = Counter()
        for word, script in telling or words:
            letters[script] += len(word)
        script = _leading(letters)
        kept = tuple(word for word, s in telling or words if s == script or script == KANA)
        return Evidence(kept, script, _length(kept, script, len(words)), weak=not telling)


def _length(words: Sequence[str], script: str, blanks: int) -> int:
    if script not in UNSPACED:
        return blanks
    return max(1, round(sum(map(len, words)) / LETTERS_A_WORD))


def neutral_words() -> dict[str, set[str]]:
    """`idle` words and `names` of `neutral.yml`, as `words_of` gives them."""
    content = yaml.safe_load(_NEUTRAL_FILE.read_text("utf-8"))
    return {key: {w for line in content[key] for w in words_of(line)} for key in ("idle", "names")}
