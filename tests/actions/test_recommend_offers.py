"""A need, a place or both: offers, or the question that is missing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from actions.recommend_offers import RecommendOffers

FIRST = ["dortmund-housing-1", "dortmund-housing-2", "dortmund-housing-3"]
NRW = {
    "name": "Nordrhein-Westfalen",
    "kind": "state",
    "state": "Nordrhein-Westfalen",
    "postal_code": None,
    "latitude": 51.5,
    "longitude": 7.5,
    "precision": "state",
}


def test_its_name_is_that_of_its_file() -> None:
    assert RecommendOffers().name() == "action_recommend_offers"


def test_need_and_place_give_offers(run: Any, places: Any) -> None:
    slots = {"language": "uk", "needs": ["housing"], "place": places["Dortmund"], "attempts": 1}
    found = run(
        RecommendOffers(), slots, "need_housing", {"place": places["Dortmund"], "need": "housing"}
    )
    assert found.responses == ["utter_offers", "utter_after_offers"]
    assert found.offers == FIRST
    assert found.customs[0]["language"] == "uk" and found.customs[0]["direction"] == "ltr"
    assert found.slots == {
        "attempts": 0,
        "shown_offers": FIRST,
        "location": None,
        "language": "uk",
    }


def test_a_need_alone_asks_for_the_place(run: Any) -> None:
    slots = {"language": "ar", "needs": ["housing"]}
    found = run(RecommendOffers(), slots, "need_housing", {"need": "housing"})
    assert found.responses == ["utter_ask_place"]
    assert found.slots == {"language": "ar"}


def test_a_place_alone_asks_for_the_need(run: Any, places: Any) -> None:
    place = places["Dortmund"]
    found = run(RecommendOffers(), {"place": place}, "give_place", {"place": place})
    assert found.responses == ["utter_ask_need"]
    assert found.messages[0]["place"] == "Dortmund"


def test_a_position_alone_asks_for_the_need_without_a_name(run: Any) -> None:
    here = {"latitude": 51.5, "longitude": 7.4}
    found = run(RecommendOffers(), {"location": here}, "give_place", {"location": here})
    assert found.responses == ["utter_ask_need_without_place"]


@pytest.mark.parametrize("before", [[], ["recognition"], ["recognition", "housing"]])
def test_a_button_names_the_need_by_its_intent_alone(run: Any, places: Any, before: Any) -> None:
    slots = {"needs": before, "place": places["Dortmund"]}
    found = run(RecommendOffers(), slots, "need_housing")
    assert found.offers == FIRST
    assert found.slots["needs"] == ["housing"]


def test_the_need_of_a_button_is_kept_while_the_place_is_asked(run: Any) -> None:
    found = run(RecommendOffers(), {}, "need_housing")
    assert found.responses == ["utter_ask_place"]
    assert found.slots == {"needs": ["housing"]}


def test_several_places_of_a_name_are_offered_with_their_laender(run: Any, places: Any) -> None:
    twins = [places["Dortmund"] | {"name": "Neustadt", "state": s} for s in ("Bayern", "Hessen")]
    slots = {"needs": ["housing"], "place": places["Dortmund"]}
    message = {"candidate": twins[0]}
    found = run(RecommendOffers(), slots, "need_housing", message)
    assert found.responses[0] == "utter_offers"  # one alone is no choice
    from bot.dialogue.recommending import recommend
    from bot.dialogue.situation import Situation

    entities = [{"entity": "candidate", "value": twin} for twin in twins]
    known = Situation.of(slots, {"entities": entities, "intent": {"name": "need_housing"}})
    reply = recommend(known, None, None)  # type: ignore[arg-type]  # asks before it searches
    (asked,) = reply.messages
    assert asked["response"] == "utter_ask_which_place" and asked["name"] == "Neustadt"
    assert [b["title"] for b in asked["buttons"]] == ["Neustadt (Bayern)", "Neustadt (Hessen)"]
    payload = asked["buttons"][1]["payload"].removeprefix("/give_place")
    assert json.loads(payload) == {"place": twins[1]}


def test_two_needs_are_both_served(run: Any, places: Any) -> None:
    slots = {"needs": ["housing", "recognition"], "place": places["Dortmund"], "language": "de"}
    found = run(
        RecommendOffers(), slots, "need_housing", {"place": places["Dortmund"], "need": "housing"}
    )
    assert found.responses == ["utter_offers", "utter_offers", "utter_after_offers"]
    assert found.offers == [*FIRST[:2], "dortmund-recognition", "nationwide-visa"]
    assert found.slots["shown_offers"] == found.offers


def test_nothing_near_is_said(run: Any, places: Any) -> None:
    slots = {"needs": ["german_course"], "place": places["Hamburg"]}
    found = run(RecommendOffers(), slots, "need_german_course", {"place": places["Hamburg"]})
    assert found.responses == ["utter_offers_far", "utter_after_offers"]
    assert found.messages[0]["place"] == "Hamburg"


def test_offers_of_the_land_asked_for_are_near(run: Any) -> None:
    slots = {"needs": ["housing"], "place": NRW}
    found = run(RecommendOffers(), slots, "need_housing", {"place": NRW})
    assert found.responses == ["utter_offers", "utter_after_offers"]
    assert found.offers == FIRST


def test_no_offer_at_all_gives_numbers(run: Any, places: Any) -> None:
    slots = {"needs": ["asylum"], "place": places["Hamburg"]}
    found = run(RecommendOffers(), slots, "need_asylum", {"place": places["Hamburg"]})
    assert found.responses == ["utter_no_offers"]
    assert found.offers[:2] == ["hamburg-housing", "hamburg-recognition"]


def test_by_phone_or_online(run: Any) -> None:
    slots = {"needs": ["housing"], "mode": "remote"}
    found = run(RecommendOffers(), slots, "give_place", {"mode": "remote"})
    assert found.responses == ["utter_offers_remote", "utter_after_offers"]
    assert found.offers == ["nationwide-housing"]


@pytest.mark.parametrize("mode", ["remote", "phone", "online"])
def test_a_town_named_later_ends_advice_by_phone_only(run: Any, places: Any, mode: str) -> None:
    slots = {"needs": ["housing"], "mode": mode, "place": places["Dortmund"]}
    found = run(RecommendOffers(), slots, "give_place", {"place": places["Dortmund"]})
    assert found.slots["mode"] is None
    assert found.offers == FIRST


def test_a_place_and_a_mode_in_one_message_both_hold(run: Any, places: Any) -> None:
    slots = {"needs": ["housing"], "mode": "phone", "place": places["Dortmund"]}
    said = {"place": places["Dortmund"], "mode": "phone"}
    found = run(RecommendOffers(), slots, "need_housing", said)
    assert found.offers[0] == "nationwide-housing" and "mode" not in found.slots


def test_another_place_forgets_where_the_person_was(run: Any, places: Any) -> None:
    slots = {"needs": ["housing"], "mode": "remote", "place": None}
    found = run(RecommendOffers(), slots, "give_place", {"place": None})
    assert found.responses == ["utter_ask_place"]
    assert found.slots == {"place": None, "location": None, "mode": None}


def test_a_position_told_after_a_town_counts(run: Any, places: Any) -> None:
    here = {"latitude": 53.55, "longitude": 9.99}
    slots = {"needs": ["housing"], "place": places["Dortmund"], "location": here}
    found = run(RecommendOffers(), slots, "give_place", {"location": here})
    assert found.offers[0] == "hamburg-housing"


def test_the_position_told_last_still_counts_a_turn_later(run: Any, places: Any) -> None:
    here = {"latitude": 53.55, "longitude": 9.99}
    slots = {"needs": ["housing"], "place": places["Dortmund"]}
    told = run(RecommendOffers(), slots | {"location": here}, "give_place", {"location": here})
    later = run(RecommendOffers(), slots | {"location": here} | told.slots, "need_recognition")
    assert later.offers[0] == "hamburg-recognition"


def test_a_town_named_after_a_position_counts(run: Any, places: Any) -> None:
    here = {"latitude": 53.55, "longitude": 9.99}
    slots = {"needs": ["housing"], "place": places["Dortmund"], "location": here}
    told = run(RecommendOffers(), slots, "give_place", {"place": places["Dortmund"]})
    assert told.offers == FIRST
    later = run(RecommendOffers(), slots | told.slots, "need_recognition")
    assert later.offers[0] == "dortmund-recognition"


def test_who_is_abroad_gets_what_advises_there(run: Any) -> None:
    slots = {"needs": ["visa"], "abroad": True, "origin": "SY"}
    found = run(RecommendOffers(), slots, "need_visa", {"abroad": True})
    assert found.responses == ["utter_place_abroad", "utter_after_offers"]
    assert found.offers[0] == "nationwide-visa"


def test_saying_that_one_is_abroad_answers_the_question_for_the_place(run: Any) -> None:
    slots = {"needs": ["visa"], "abroad": True, "origin": "EG"}
    found = run(RecommendOffers(), slots, "give_place", {"abroad": True, "origin": "EG"})
    assert found.responses == ["utter_place_abroad", "utter_after_offers"]


def test_a_possible_emergency_adds_the_numbers(run: Any, places: Any) -> None:
    slots = {"needs": ["housing"], "place": places["Dortmund"]}
    found = run(RecommendOffers(), slots, "need_housing", concern=True)
    assert found.responses[-1] == "utter_concern"
