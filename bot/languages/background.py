"""Texts of languages far beyond our list, from packages that are there anyway; for training only.

They make a language off the list look like itself instead of like its nearest listed neighbour,
and they add ordinary words to the listed ones: spaCy's stop words and example sentences (MIT).
"""

from __future__ import annotations

import random
import runpy
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

ALIASES = {"nb": "no", "nn": "no", "fil": "tl"}
# Dead, made of fragments, or so near to a listed language that their few words would only blur it.
_LEFT_OUT = {"grc", "la", "sa", "dsb", "hsb", "lij", "xx", "lb", "ms", "sh"}
MOST_WORDS = 400  # of a language; lists are of very different length
STRUNG = 6  # words


@lru_cache(maxsize=1)
def background() -> dict[str, list[str]]:
    """Language code -> example sentences and stop words, in a fixed order."""
    texts: dict[str, list[str]] = {}
    for folder in sorted(_folder().iterdir()):
        if folder.is_dir() and folder.name not in _LEFT_OUT:
            code = ALIASES.get(folder.name, folder.name)
            texts.setdefault(code, []).extend(_texts(folder))
    return {code: found for code, found in texts.items() if found}


def _folder() -> Path:
    """Where spaCy keeps its languages; found without the seconds that importing it takes."""
    spec = find_spec("spacy")
    if spec is None or spec.origin is None:
        raise ImportError("spaCy is missing")
    return Path(spec.origin).parent / "lang"


def _texts(folder: Path) -> Iterator[str]:
    """Sentences as they are; words shuffled and strung together, for there to be longer texts."""
    yield from _constant(folder / "examples.py", "sentences")
    words = sorted(_constant(folder / "stop_words.py", "STOP_WORDS"))
    random.Random(folder.name).shuffle(words)
    for start in range(0, min(len(words), MOST_WORDS), STRUNG):
        yield " ".join(words[start : start + STRUNG])


def _constant(path: Path, name: str) -> list[str]:
    """A list of texts in a file of constants; not every language has both files."""
    try:
        return list(runpy.run_path(str(path)).get(name, ()))
    except (FileNotFoundError, ImportError):
        return []
