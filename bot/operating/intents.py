"""The one list of intents (bot/understanding/taxonomy.yml) against all that must agree with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.dialogue.needs import TITLES
from bot.settings import settings
from bot.understanding.corpus import read_corpus
from bot.understanding.taxonomy import INTENTS, NEEDS

FALLBACK_INTENT = "nlu_fallback"


def check_intents(root: Path | None = None) -> list[str]:
    """Every difference as `path: problem: intent`; empty when all agree."""
    root = root or settings().root
    return [
        *_domain(root),
        *_rules(root),
        *_answers(root),
        *_utterances(root),
        *(f"bot/dialogue/needs.py: no title for buttons: {n}" for n in NEEDS if n not in TITLES),
    ]


def _domain(root: Path) -> Iterator[str]:
    listed = {
        name
        for entry in _read(root / "domain.yml")["intents"]
        for name in (entry if isinstance(entry, dict) else [entry])
    }
    yield from (f"domain.yml: missing intent: {name}" for name in INTENTS if name not in listed)
    yield from (
        f"domain.yml: intent that taxonomy.yml does not define: {name}"
        for name in sorted(listed - set(INTENTS))
    )


def _rules(root: Path) -> Iterator[str]:
    ruled = {
        step["intent"]
        for path in sorted((root / "data" / "rules").glob("*.yml"))
        for rule in _read(path)["rules"]
        for step in rule["steps"]
        if "intent" in step
    }
    yield from (
        f"data/rules: no rule for the intent: {name}" for name in INTENTS if name not in ruled
    )
    yield from (
        f"data/rules: rule for an unknown intent: {name}"
        for name in sorted(ruled - set(INTENTS) - {FALLBACK_INTENT})
    )


def _answers(root: Path) -> Iterator[str]:
    """Answers that a rule gives to an intent and that say nothing."""
    responses = _read(root / "domain.yml").get("responses") or {}
    for path in sorted((root / "data" / "rules").glob("*.yml")):
        for rule in _read(path)["rules"]:
            for action in (step["action"] for step in rule["steps"] if "action" in step):
                told = [variation.get("text") for variation in responses.get(action) or []]
                if action.startswith("utter_") and not any(told):
                    yield f"domain.yml: no text of the answer: {action}"


def _utterances(root: Path) -> Iterator[str]:
    for folder in ("data/nlu", "tests/nlu"):
        found: dict[str, set[str]] = defaultdict(set)
        for u in read_corpus(root / folder):
            found[u.intent].add(u.language)
        languages = sorted({code for codes in found.values() for code in codes})
        for name in INTENTS:
            if name not in found:
                yield f"{folder}: no utterances of the intent: {name}"
                continue
            for code in (code for code in languages if code not in found[name]):
                yield f"{folder}/{code}: no utterances of the intent: {name}"
        yield from (f"{folder}: unknown intent: {n}" for n in sorted(set(found) - set(INTENTS)))


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return content
