"""What a language lacks or has wrong in its lists of words and its sentences with places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.languages import FALLBACK
from bot.understanding.concepts import read_keys

LEAST_CONCEPTS = 300  # of the English keys that must have words


def check_words(code: str, root: Path) -> Iterator[str]:
    """Faults of lexicon, concepts and place sentences, as `path: problem: what to do`."""
    for folder in ("data/lexicon", "data/concepts", "tests/places"):
        name = f"{folder}/{code}.yml"
        path = root / name
        if not path.exists():
            yield f"{name}: missing: write it"
            continue
        try:
            content = yaml.safe_load(path.read_text("utf-8"))
        except yaml.YAMLError as error:
            yield f"{name}: not valid YAML: {str(error)[:200]}"
            continue
        if not _has_words(content):
            yield f"{name}: empty: write it"
        elif folder == "data/concepts":
            yield from _few_concepts(name, path, root)


def _has_words(content: Any) -> bool:
    if isinstance(content, dict):
        return any(map(_has_words, content.values()))
    if isinstance(content, list):
        return any(map(_has_words, content))
    return content not in (None, "")


def _few_concepts(name: str, path: Path, root: Path) -> Iterator[str]:
    words = read_keys(path)
    filled = sum(
        bool(words.get(key)) for key in read_keys(root / "data/concepts" / f"{FALLBACK}.yml")
    )
    if filled < LEAST_CONCEPTS:
        yield f"{name}: too few: {filled} concepts of at least {LEAST_CONCEPTS} have words"
