"""Asking back after an unclear message, which is kept, masked, for the operator."""

from __future__ import annotations

from typing import Any

from actions.clarify import Clarify
from bot.operating.inbox import inbox

LIKELY = ["housing", "health", "school"]
BUTTONS = ["/need_housing", "/need_health", "/need_school", "/talk_to_human"]


def test_its_name_is_that_of_its_file() -> None:
    assert Clarify().name() == "action_clarify"


def test_the_likeliest_needs_are_buttons_and_the_second_time_the_words_differ(run: Any) -> None:
    slots = {"language": "tr"}
    first = run(Clarify(), slots, "nlu_fallback", text="eins", likely=LIKELY)
    assert first.responses == ["utter_clarify"]
    assert first.payloads == BUTTONS
    assert first.slots["attempts"] == 1
    again = run(Clarify(), slots | first.slots, "nlu_fallback", text="zwei", likely=LIKELY)
    assert again.responses == ["utter_clarify_again"]
    assert again.slots["attempts"] == 2


def test_the_message_goes_to_the_inbox_masked(run: Any) -> None:
    text = "ich heiße Amina Yusuf, 0151 23456789, irgendwas mit dem Ding"
    guess = {"name": "need_housing", "confidence": 0.2}
    run(Clarify(), {"language": "de"}, "nlu_fallback", text=text, intent_=guess, likely=LIKELY)
    newest = inbox().entries()[0]
    assert newest.text == "ich heiße <name>, <phone>, irgendwas mit dem Ding"
    assert newest.language == "de"


def test_without_a_language_the_languages_are_offered(run: Any) -> None:
    found = run(Clarify(), {}, "nlu_fallback", text="hm?", likely=LIKELY)
    assert found.responses == ["utter_ask_language"]
    assert '/change_language{"language": "ar"}' in found.payloads


def test_a_place_answers_the_question_for_it_even_when_the_rest_is_unclear(
    run: Any, places: Any
) -> None:
    waiting = len(inbox().entries())
    slots = {"language": "de", "needs": ["recognition"], "place": places["Hamburg"]}
    said = {"place": places["Hamburg"]}
    found = run(Clarify(), slots, "nlu_fallback", said, text="hm Hamburg tja", likely=LIKELY)
    assert found.offers == ["hamburg-recognition", "nationwide-visa"]
    assert len(inbox().entries()) == waiting
