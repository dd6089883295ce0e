"""Utterances as written in `data/nlu/<lang>/<topic>.yml` and held out in `tests/nlu/`.

The files are Rasa NLU YAML; an intent block's `metadata` says the `language` and, where it
matters, `needs` (two needs in one message), `negation` or the `kind` of an emergency.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.settings import settings
from bot.understanding.taxonomy import PREFIX, need_of
from bot.yaml_files import read_yaml

TRAINING = settings().root / "data" / "nlu"
HELD_OUT = settings().root / "tests" / "nlu"


@dataclass(frozen=True)
class Utterance:
    """One sentence with what its writer meant. `needs` are need names, best first."""

    text: str
    intent: str
    language: str
    needs: tuple[str, ...] = ()
    negation: bool = False
    kind: str | None = None
    path: Path | None = None


def read_file(path: Path) -> Iterator[Utterance]:
    """The utterances of one file. Raises OperatorError that names the file when it is broken."""
    content = read_yaml(path)
    for block in (content or {}).get("nlu", []):
        if "intent" in block:
            yield from _read_block(block, path)


def _read_block(block: dict, path: Path) -> Iterator[Utterance]:
    metadata = block.get("metadata") or {}
    intent = block["intent"]
    need = need_of(intent)
    needs = tuple(metadata.get("needs") or ((need,) if need else ()))
    for line in (block.get("examples") or "").splitlines():
        if line.startswith("- ") and line[2:].strip():
            yield Utterance(
                text=line[2:].strip(),
                intent=intent,
                language=metadata.get("language") or path.parent.name,
                needs=needs,
                negation=bool(metadata.get("negation")),
                kind=metadata.get("kind"),
                path=path,
            )


def read_corpus(folder: Path, languages: tuple[str, ...] | None = None) -> list[Utterance]:
    """Every utterance below a folder, in a fixed order; only of `languages` when given."""
    files = sorted(folder.glob("*/*.yml"))
    return [u for f in files if not languages or f.parent.name in languages for u in read_file(f)]


__all__ = ["HELD_OUT", "PREFIX", "TRAINING", "Utterance", "read_corpus", "read_file"]
