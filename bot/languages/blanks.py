"""The blank files of a further language: every block and key that it needs, still without words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import OperatorError
from bot.languages import FALLBACK, LANGUAGES
from bot.languages.blank_words import blank_concepts, blank_lexicon
from bot.languages.check import TOPICS
from bot.operating.yaml_lines import scalar
from bot.understanding.taxonomy import ACTS, INTENTS, NEEDS, PREFIX, need_of
from bot.yaml_files import read_yaml

_DEFINITIONS = {**{PREFIX + need: text for need, text in NEEDS.items()}, **ACTS}
_UTTERANCES = "# One sentence a line below `examples: |`, written as `    - sentence`."
_PLACES = """\
# Sentences with the German place that they name, null where they name none. Write them in the
# place of the [], the place by its German name:
# - {text: "I live in Munich", place: München}
# - {text: "my postcode is 44135", place: Dortmund, postal_code: "44135"}
# - {text: "I come from Lagos", place: null}
[]
"""


@dataclass(frozen=True)
class _Block:
    """What an empty block asks for; `needs` of a message with two of them."""

    intent: str
    needs: tuple[str, ...] = ()
    negation: bool = False
    kind: str | None = None


def blank_files(root: Path, code: str) -> dict[Path, str]:
    """File -> text, for every file of a language without any words yet.

    Blocks are those of the first language that has every file, English before all, and keys are
    the English ones. Raises OperatorError when there is none of these to go by.
    """
    texts = {}
    for stem, blocks in _layout(_model_folder(root)).items():
        for base in ("data", "tests"):
            texts[root / base / "nlu" / code / f"{stem}.yml"] = _utterances(blocks, code)
    texts[root / "data" / "lexicon" / f"{code}.yml"] = blank_lexicon(_english(root, "lexicon"))
    texts[root / "data" / "concepts" / f"{code}.yml"] = blank_concepts(_english(root, "concepts"))
    texts[root / "tests" / "places" / f"{code}.yml"] = _PLACES
    return texts


def _model_folder(root: Path) -> Path:
    for code in (FALLBACK, *LANGUAGES):
        folder = root / "data" / "nlu" / code
        if all((folder / f"{topic}.yml").is_file() for topic in TOPICS):
            return folder
    raise OperatorError(
        f"{root / 'data' / 'nlu'}: no language has {', '.join(TOPICS)} (.yml) to go by; put those "
        "of one back, or set LOTSE_ROOT to Lotse's folder."
    )


def _english(root: Path, name: str) -> Path:
    path = root / "data" / name / f"{FALLBACK}.yml"
    if not path.is_file():
        raise OperatorError(f"{path}: missing, and it names the keys; put it back.")
    return path


def _layout(folder: Path) -> dict[str, list[_Block]]:
    """Name of a file -> its blocks. Second files of a topic bring nothing new; a file for an
    intent that no topic has does, and so does an intent that the language lacks."""
    layout = {topic: _blocks(folder / f"{topic}.yml") for topic in TOPICS}
    placed = {b.intent for topic in TOPICS if topic != "mixed" for b in layout[topic]}
    for path in sorted(folder.glob("*.yml")):
        blocks = [b for b in _blocks(path) if b.intent not in placed and not b.needs]
        if blocks and path.stem not in TOPICS:
            layout[path.stem] = blocks
            placed |= {b.intent for b in blocks}
    for intent in INTENTS:
        if intent not in placed:
            layout[need_of(intent) or intent] = [_Block(intent)]
    return layout


def _blocks(path: Path) -> list[_Block]:
    listed = (read_yaml(path) or {}).get("nlu") or ()
    blocks = (_block(entry) for entry in listed if entry.get("intent") in INTENTS)
    return list(dict.fromkeys(blocks))


def _block(entry: Mapping[str, Any]) -> _Block:
    metadata = entry.get("metadata") or {}
    needs = tuple(need for need in metadata.get("needs") or () if need in NEEDS)
    return _Block(entry["intent"], needs, bool(metadata.get("negation")), metadata.get("kind"))


def _utterances(blocks: Iterable[_Block], code: str) -> str:
    lines = ['version: "3.1"', "nlu:", _UTTERANCES]
    for block in blocks:
        lines += [f"# {_asked(block)}", f"- intent: {block.intent}", "  metadata:"]
        lines.append(f"    language: {scalar(code)}")
        lines += [f"    needs: [{', '.join(block.needs)}]"] * bool(block.needs)
        lines += ["    negation: true"] * block.negation
        lines += [f"    kind: {block.kind}"] * bool(block.kind)
        lines.append("  examples: |")
    return "\n".join(lines) + "\n"


def _asked(block: _Block) -> str:
    """The definition of what the sentences of a block say."""
    if len(block.needs) > 1:
        return "two needs at once: " + "; and: ".join(NEEDS[need] for need in block.needs)
    text = _DEFINITIONS[block.intent]
    return f"{text}; says also what is not meant" if block.negation else text
