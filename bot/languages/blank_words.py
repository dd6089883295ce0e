"""Blank lists of words for a further language: the English keys, the English words as comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import dropwhile
from pathlib import Path
from textwrap import wrap

from bot.operating.yaml_lines import scalar
from bot.understanding.concepts import read_keys
from bot.yaml_files import read_yaml

_WIDTH = 96
_CONCEPTS = """\
# Concepts of the field: behind each key the words that name it, with commas between them; `*`
# lets any ending follow. Above it the English words. Leave empty what the language has no word for.
"""
_LEXICON = """\
# Words for facts, as people write them: nurse: [word, two words, stem*]; `*` lets any ending
# follow. Above each key the English words. Leave [] where the language has no word.
"""


def blank_concepts(english: Path) -> str:
    """The keys of the English concepts, each below its English words, and their headings."""
    words = read_keys(english)
    lines = dropwhile(lambda line: line.startswith("#"), english.read_text("utf-8").splitlines())
    made = [_CONCEPTS.rstrip()]
    for line in lines:
        key = line.partition(":")[0]
        if line.startswith("#"):
            made += ["", f"# == {line.strip('# ')} =="]
        elif key in words:
            made += [*_comment(words[key]), f"{key}:"]
    return "\n".join(made) + "\n"


def blank_lexicon(english: Path) -> str:
    """The keys of the English lexicon, each below its English words."""
    lines = [_LEXICON]
    for section, content in read_yaml(english, strings=True).items():
        if isinstance(content, dict):
            lines.append(f"{section}:")
            for key, forms in content.items():
                lines += [*_comment(forms, "  "), f"  {scalar(key)}: []"]
        else:
            lines += [*_comment(content), f"{section}: []"]
    return "\n".join(lines) + "\n"


def _comment(words: Iterable[str], indent: str = "") -> Iterator[str]:
    text = ", ".join(words or ())
    return (f"{indent}# {line}" for line in wrap(text, _WIDTH, break_on_hyphens=False))
