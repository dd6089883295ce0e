"""The next offers for the same needs and place."""

from __future__ import annotations

from typing import Any

from actions.more_offers import MoreOffers

FIRST = ["dortmund-housing-1", "dortmund-housing-2", "dortmund-housing-3"]


def test_its_name_is_that_of_its_file() -> None:
    assert MoreOffers().name() == "action_more_offers"


def test_what_was_shown_is_left_out(run: Any, places: Any) -> None:
    slots = {"needs": ["housing"], "place": places["Dortmund"], "shown_offers": FIRST}
    found = run(MoreOffers(), slots, "more_offers")
    assert found.offers == ["dortmund-housing-4", "nationwide-housing"]
    assert found.slots["shown_offers"] == [*FIRST, *found.offers]


def test_the_end_of_the_list_is_said(run: Any, places: Any) -> None:
    shown = [*FIRST, "dortmund-housing-4", "nationwide-housing", "hamburg-housing"]
    slots = {"needs": ["housing"], "place": places["Dortmund"], "shown_offers": shown}
    found = run(MoreOffers(), slots, "more_offers")
    assert found.responses == ["utter_no_more_offers"]
    assert found.slots["shown_offers"] == shown


def test_more_of_two_needs(run: Any, places: Any) -> None:
    shown = [*FIRST[:2], "dortmund-recognition", "nationwide-visa"]
    needs = ["housing", "recognition"]
    slots = {"needs": needs, "place": places["Dortmund"], "shown_offers": shown}
    found = run(MoreOffers(), slots, "more_offers")
    assert found.offers == ["dortmund-housing-3", "dortmund-housing-4"]


def test_more_before_anything_was_asked(run: Any) -> None:
    assert run(MoreOffers(), {}, "more_offers").responses == ["utter_ask_need_without_place"]
    assert run(MoreOffers(), {"needs": ["visa"]}, "more_offers").responses == ["utter_ask_place"]


def test_more_after_a_choice_by_phone_stays_with_it(run: Any) -> None:
    slots = {"needs": ["recognition"], "mode": "remote", "shown_offers": []}
    assert run(MoreOffers(), slots, "more_offers").offers == ["nationwide-visa"]
