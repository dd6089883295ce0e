"""The numbers by kind; each kind's first number is what its helpers ask to be called."""

from __future__ import annotations

from typing import Any

import pytest

from actions.emergency import Emergency


def test_its_name_is_that_of_its_file() -> None:
    assert Emergency().name() == "action_emergency"


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        ("medical", {"112", "110"}),
        ("violence", {"110", "112"}),
        ("women", {"110", "116 016", "112"}),
        ("crisis", {"116 123", "112", "110"}),
        ("child", {"110", "116 111", "112"}),
        (None, {"112", "110", "116 016", "116 123", "116 111"}),
    ],
)
def test_numbers_by_kind(run: Any, kind: str | None, numbers: set[str]) -> None:
    found = run(Emergency(), {"language": "ti"}, "need_emergency", emergency=True, kind=kind)
    assert found.responses == ["utter_emergency"]
    (custom,) = found.customs
    assert custom["language"] == "ti" and custom["direction"] == "ltr"
    assert {entry["number"] for entry in custom["emergency"]["numbers"]} == numbers
    assert all(entry["label"] for entry in custom["emergency"]["numbers"])


def test_who_is_abroad_gets_no_german_number(run: Any) -> None:
    found = run(Emergency(), {"language": "ar", "abroad": True}, "need_emergency", kind="medical")
    assert found.responses == ["utter_emergency_abroad"]
    assert found.customs == []


def test_an_unknown_language_gets_the_numbers_too(run: Any) -> None:
    found = run(Emergency(), {}, "need_emergency", kind="medical")
    assert found.customs[0]["language"] == "en"
    assert found.customs[0]["emergency"]["numbers"][0]["number"] == "112"


def test_the_answer_does_not_repeat_itself_for_a_concern(run: Any) -> None:
    found = run(Emergency(), {}, "need_emergency", kind="women", concern=True)
    assert found.responses == ["utter_emergency"]
