"""Words and sentences of a message: spaCy's blank pipelines, one per language, made when needed."""

from __future__ import annotations

from functools import lru_cache

import spacy
from spacy.language import Language as Pipeline

# The neutral tokeniser serves these languages: three need packages of their own, and the rules of
# French take seconds to compile, which the first person to write French would wait for.
_NEUTRAL = {"th", "vi", "zh", "fr"}


@lru_cache(maxsize=64)
def _pipeline(language: str | None) -> Pipeline:
    code = language if language and language not in _NEUTRAL else "xx"
    try:
        pipeline = spacy.blank(code)
    except ImportError:  # a language that spaCy has no rules for
        pipeline = spacy.blank("xx")
    pipeline.add_pipe(
        "sentencizer",
        config={"punct_chars": [*".!?…;\n", "؟", "؛", "።", "፧", "।", "。", "！", "？"]},
    )
    return pipeline


def words(text: str, language: str | None) -> list[str]:
    """The words and signs of a text."""
    return [token.text for token in _pipeline(language).make_doc(text) if not token.is_space]


def sentences(text: str, language: str | None) -> list[str]:
    """The sentences of a text, by their closing signs."""
    return [s.text.strip() for s in _pipeline(language)(text).sents if s.text.strip()]
