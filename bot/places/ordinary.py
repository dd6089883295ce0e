"""Words that are names only after "in", "near" or "from": learnt from the training utterances.

A language's lexicon lists the worst (`not_places`: "essen", "leer"). The rest is counted: a word
that people use without a preposition of place before it isn't the small town of that name, and
isn't the misspelt large one either. The commonest words of a language are spaCy's stop words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from bot.places.context import Context
from bot.places.keys import phrase_key, tokens
from bot.text import normalise

_SHARE = 0.6  # of all uses that have no preposition before them
_EXACT_USES, _LOOSE_USES = 2, 1  # in small letters, without a preposition
_CAPITAL_USES = 3
_EXAMPLE, _INTENT, _PLACES_ONLY = "- ", "- intent:", "give_place"


def stop_words(language: str) -> set[str]:
    """Keys of a language's commonest words; empty for a language that spaCy doesn't list."""
    try:
        module = import_module(f"spacy.lang.{language}.stop_words")
    except ImportError:
        return set()
    return {phrase_key(word) for word in module.STOP_WORDS}


def read_utterances(folder: Path) -> dict[str, list[str]]:
    """Language -> utterances of the Rasa NLU files in its folder, but for bare place names."""
    utterances: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*/*.yml")):
        utterances.setdefault(path.parent.name, []).extend(_examples(path))
    return utterances


def _examples(path: Path) -> Iterator[str]:
    intent = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith(_INTENT):
            intent = line.removeprefix(_INTENT).strip()
        text = line.strip()
        if line.startswith("  ") and text.startswith(_EXAMPLE) and intent != _PLACES_ONLY:
            yield normalise(text.removeprefix(_EXAMPLE))


def ordinary_words(
    utterances: dict[str, list[str]], reading: Callable[[str, str], str | None]
) -> dict[str, set[str]]:
    """Language -> keys of words that are used as words though they could be names.

    `reading(word, language)` says how a word could name a place: "exact", "loose" or None.
    """
    context = Context()
    found: dict[str, set[str]] = {}
    for language, texts in utterances.items():
        small, capital, located = Counter[str](), Counter[str](), Counter[str]()
        for text in texts:
            words = tokens(text)
            for number, word in enumerate(words):
                before = context.before(words, number, language)
                counter = located if before else capital if word.capital else small
                counter[word.key] += 1
        found[language] = {
            word
            for word in {*small, *capital}
            if small[word] + capital[word] >= _SHARE * (small[word] + capital[word] + located[word])
            and (how := reading(word, language))
            and (
                small[word] >= (_EXACT_USES if how == "exact" else _LOOSE_USES)
                or small[word] + capital[word] >= _CAPITAL_USES
            )
        }
    return found
