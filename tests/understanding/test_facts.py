"""Facts beside the need, and the entities that carry them into the slots."""

from __future__ import annotations

from typing import Any

import pytest

from bot.places import Place
from bot.understanding.facts import Facts, entities_of

BONN = Place("Bonn", "city", "Nordrhein-Westfalen", None, 50.7374, 7.0982, "city")


def facts(**values: Any) -> Facts:
    nothing: dict[str, Any] = {
        "place": None,
        "candidates": (),
        "origin": None,
        "abroad": None,
        "occupation": None,
        "languages": (),
        "mode": None,
    }
    return Facts(**(nothing | values))


def entities(found: Facts, intent: str, needs: tuple[str, ...] = (), language: str = "de") -> Any:
    """(entity, value) pairs but for the language."""
    made = entities_of(found, intent, list(needs), language, length=9)
    assert all((e["start"], e["end"]) == (0, 9) for e in made)
    return [(e["entity"], e["value"]) for e in made if e["entity"] != "language"]


def language(found: Facts, intent: str, current: str | None) -> Any:
    made = entities_of(found, intent, [], current, length=9)
    return next((e["value"] for e in made if e["entity"] == "language"), None)


def test_a_message_without_facts_carries_its_language_only() -> None:
    assert entities(facts(), "greet") == []
    assert language(facts(), "greet", "ti") == "ti"
    assert language(facts(), "greet", None) is None


def test_needs_best_first_or_the_one_of_the_intent() -> None:
    found = entities(facts(), "need_housing", ("housing", "school"))
    assert found == [("need", "housing"), ("need", "school")]
    assert entities(facts(), "need_emergency") == [("need", "emergency")]


def test_facts_are_carried_as_they_are() -> None:
    found = facts(place=BONN, origin="UA", abroad=False, occupation="nurse", mode="phone")
    assert entities(found, "give_place") == [
        ("place", BONN.as_dict()),
        ("origin", "UA"),
        ("abroad", False),
        ("occupation", "nurse"),
        ("mode", "phone"),
    ]


def test_places_to_choose_from() -> None:
    found = facts(candidates=(BONN, BONN))
    assert entities(found, "give_place") == [("candidate", BONN.as_dict())] * 2


def test_whoever_looks_for_people_tells_their_community() -> None:
    found = facts(origin="ER")
    assert ("community", "ER") in entities(found, "need_community", ("community",))
    assert ("community", "ER") not in entities(found, "need_visa", ("visa",))


@pytest.mark.parametrize(
    ("intent", "named", "wished"),
    [
        ("need_housing", ("ar",), [("advice_language", "ar")]),
        ("need_housing", ("de",), []),
        ("need_german_course", ("ar",), []),
        ("talk_to_human", ("de", "tr"), [("advice_language", "tr")]),
    ],
)
def test_the_language_that_advice_is_wished_in(intent: str, named: Any, wished: Any) -> None:
    found = [pair for pair in entities(facts(languages=named), intent) if pair[0] != "need"]
    assert found == wished


@pytest.mark.parametrize(
    ("named", "current", "after"),
    [
        (("uk",), "de", "uk"),
        (("de",), "uk", "de"),
        (("de", "ar"), "en", "ar"),
        (("ar", "de"), "ar", "de"),
        (("tlh",), "de", "de"),
        ((), "fa", "fa"),
    ],
)
def test_the_language_after_a_wish_to_change_it(named: Any, current: str, after: str) -> None:
    assert language(facts(languages=named), "change_language", current) == after


def test_whether_a_wish_to_change_names_a_language() -> None:
    assert entities(facts(languages=("uk",)), "change_language") == [("language_named", True)]
    assert entities(facts(), "change_language") == [("language_named", False)]
