"""Phone numbers of people near and nationwide."""

from __future__ import annotations

from typing import Any

from actions.talk_to_human import TalkToHuman


def test_its_name_is_that_of_its_file() -> None:
    assert TalkToHuman().name() == "action_talk_to_human"


def test_the_nearest_for_the_need(run: Any, places: Any) -> None:
    slots = {"needs": ["housing"], "place": places["Dortmund"]}
    found = run(TalkToHuman(), slots, "talk_to_human")
    assert found.responses == ["utter_people"]
    assert found.offers[0] == "dortmund-housing-1"
    assert "dortmund-housing-4" not in found.offers  # it has no number
    assert all(card["phone"] for card in found.customs[0]["offers"])


def test_without_a_need_or_a_place_the_nationwide_come_first(run: Any) -> None:
    found = run(TalkToHuman(), {}, "talk_to_human")
    assert found.responses == ["utter_people"]
    assert set(found.offers[:2]) == {"nationwide-housing", "nationwide-visa"}
