"""The golden messages themselves, and how a model is held against them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.errors import OperatorError
from bot.languages import LANGUAGES
from bot.operating.golden import Golden, failures, golden_messages, refusal
from bot.settings import ROOT
from bot.text import fold
from bot.understanding.corpus import read_corpus

HOUSING = Golden("Ich suche eine Wohnung", "de", "need_housing")
ALARM = Golden("Hilfe, es brennt", "de", "need_emergency")


def said(intent: str, language: str = "de", emergency: bool = False) -> dict[str, Any]:
    return {"intent": {"name": intent}, "language": language, "emergency": emergency}


def test_several_languages_and_emergencies() -> None:
    messages = golden_messages()
    assert len(messages) >= 20
    assert {message.language for message in messages} <= set(LANGUAGES)
    assert len({message.language for message in messages}) >= 8
    assert len({m.language for m in messages if m.intent == "need_emergency"}) >= 4


@pytest.mark.parametrize("folder", ["data/nlu", "tests/nlu"])
def test_they_are_neither_learnt_nor_held_out(folder: str) -> None:
    known = {fold(u.text).strip(" .!?") for u in read_corpus(ROOT / folder)}
    assert not [m.text for m in golden_messages() if fold(m.text).strip(" .!?") in known]


def test_a_message_understood() -> None:
    assert failures([HOUSING], lambda _: said("need_housing")) == []


@pytest.mark.parametrize(
    ("message", "answer", "told"),
    [
        (HOUSING, said("greet"), "intent greet instead of need_housing"),
        (HOUSING, said("need_housing", "tr"), "language tr instead of de"),
        (HOUSING, said("need_housing", emergency=True), "emergency True instead of False"),
        (ALARM, said("need_emergency"), "emergency False instead of True"),
    ],
)
def test_a_failure_says_what_is_wrong(message: Golden, answer: dict[str, Any], told: str) -> None:
    [failure] = failures([message], lambda _: answer)
    assert message.text in failure
    assert told in failure


def test_the_refusal_is_one_sentence_that_names_them() -> None:
    error = str(refusal("lotse-x", failures([HOUSING], lambda _: said("greet")), 1))
    assert "lotse-x" in error and HOUSING.text in error and "1 of 1" in error


@pytest.mark.parametrize(
    "content",
    [
        "messages: [{text: a, language: de, intent: need_nothing_we_know}]",
        "messages: [{text: a, language: de}]",
        "messages: []",
        "messages: [",
        "- a",
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "golden.yml"
    path.write_text(content)
    with pytest.raises(OperatorError, match=r"golden\.yml"):
        golden_messages(path)
