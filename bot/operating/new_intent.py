"""A new need or act, written into every file that names intents."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from bot.errors import OperatorError
from bot.languages import LANGUAGES
from bot.operating.all_or_nothing import write_all
from bot.operating.intent_lines import NewIntent, utterances, wired, wiring
from bot.operating.intents import FALLBACK_INTENT
from bot.understanding.taxonomy import PREFIX
from bot.yaml_files import read_yaml

_FOLDERS = ("data/nlu", "tests/nlu")
# Rasa's own intents, and what buttons send to the gateway.
_TAKEN = {FALLBACK_INTENT, "restart", "back", "session_start", "ask_location", "delete_data"}


def add_intent(root: Path, new: NewIntent, languages: Sequence[str] = ()) -> list[Path]:
    """Write a new intent into every file that names intents; the files, relative to `root`.

    `languages` get files for its utterances and held-out sentences; without any, all of Lotse's
    languages that have utterances. Raises OperatorError; then nothing has changed.
    """
    definition = " ".join(new.definition.split())
    if not definition:
        raise OperatorError("A definition can't be empty; give one with --definition.")
    new = NewIntent(new.name, definition, new.act)
    codes = languages_of(root, languages)
    content = {name: read_yaml(_existing(root / name)) for name in wired(new)}
    _check_name(new, content)
    texts = {root / name: text for name, text in wiring(root, new, content).items()}
    for folder in _FOLDERS:
        for code in codes:
            path = root / folder / code / f"{new.name}.yml"
            if path.exists():
                raise OperatorError(f"{path} is there already; choose another name.")
            texts[path] = utterances(new, code)
    write_all(texts)
    return [path.relative_to(root) for path in texts]


def languages_of(root: Path, chosen: Sequence[str] = ()) -> list[str]:
    """The languages that get files. Raises OperatorError for one that is not on the list."""
    for code in chosen:
        if code not in LANGUAGES:
            raise OperatorError(
                f"{code}: not a language of Lotse; choose from {', '.join(LANGUAGES)}."
            )
    found = [code for code in LANGUAGES if (root / "data" / "nlu" / code).is_dir()]
    if not (chosen or found):
        raise OperatorError("No language has utterances in data/nlu; name one with --language.")
    return list(dict.fromkeys(chosen or found))


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise OperatorError(f"{path}: missing; put it back, or set LOTSE_ROOT to Lotse's folder.")
    return path


def _check_name(new: NewIntent, content: Mapping[str, Any]) -> None:
    if not re.fullmatch(r"[a-z]+(_[a-z]+)*", new.name) or yaml.safe_load(new.name) != new.name:
        raise OperatorError(
            f"{new.name!r} is no name for an intent; write small letters and _ between words, "
            "such as bicycle_repair."
        )
    if new.name.startswith(PREFIX):
        raise OperatorError(f"{new.name}: write the need without {PREFIX!r}, which is added.")
    taxonomy, domain = content["bot/understanding/taxonomy.yml"], content["domain.yml"]
    listed = {
        name
        for entry in domain["intents"]
        for name in (entry if isinstance(entry, dict) else [entry])
    }
    known = {*taxonomy["needs"], *taxonomy["acts"], *_TAKEN}
    if new.name in known or new.intent in listed:
        raise OperatorError(f"{new.name}: is a need or an act already; choose another name.")
    if new.act and new.answer in domain["responses"]:
        raise OperatorError(
            f"domain.yml: {new.answer} is an answer of something else; choose another name."
        )
