"""Every dialogue of dialogues/*.yml, step by step. See dialogues/README.md for the keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.languages import LANGUAGES

FOLDER = Path(__file__).with_name("dialogues")
KEYS = {"say", "press", "send", "language", "answers", "offers", "buttons", "slots", "emergency"}
KEYS |= {"any_order"}
Dialogue = dict[str, Any]

pytestmark = pytest.mark.xdist_group("dialogues")


def _dialogues() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yml")):
        for dialogue in yaml.safe_load(path.read_text("utf-8")):
            yield pytest.param(dialogue, id=f"{path.stem}: {dialogue['dialogue']}")


@pytest.mark.parametrize("dialogue", _dialogues())
def test_dialogue(assistant: Any, dialogue: Dialogue) -> None:
    person = assistant.person(**dialogue.get("page", {}))
    for number, step in enumerate(dialogue["steps"], 1):
        assert set(step) <= KEYS, f"unknown key in step {number}: {set(step) - KEYS}"
        answer = _act(person, step)
        told = f"step {number}, {step}, answered {answer.messages}"
        _compare(answer, step, step.get("language", dialogue.get("language")), told)


def _act(person: Any, step: Dialogue) -> Any:
    if "press" in step:
        return person.press(step["press"])
    return person.say(step["say"] if "say" in step else step["send"])


def _compare(answer: Any, step: Dialogue, language: str, told: str) -> None:
    assert answer.languages <= {language}, told
    assert answer.slots["language"] == language, told
    assert answer.responses(language) == step["answers"], told
    in_order = sorted if step.get("any_order") else list
    assert in_order(answer.offers) == in_order(step.get("offers", [])), told
    assert answer.emergency == step.get("emergency", []), told
    for payload in step.get("buttons", []):
        assert any(b["payload"].startswith(payload) for b in answer.buttons), told
    for name, value in step.get("slots", {}).items():
        found = answer.slots[name]
        found = found.get("name") if isinstance(found, dict) else found
        found, value = (in_order(v) if isinstance(v, list) else v for v in (found, value))
        assert found == value, told


def test_there_are_dialogues_in_the_first_eight_languages() -> None:
    spoken = {d.values[0]["language"] for d in _dialogues()}
    assert spoken >= {"de", "uk", "ar", "tr", "ru", "fa", "en", "ti"}
    assert spoken <= set(LANGUAGES)
