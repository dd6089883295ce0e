"""Rasa's answers, made from a real domain and tracker."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.messages.catalogue import translate
from bot.messages.nlg import GettextNaturalLanguageGenerator
from bot.settings import ROOT, settings

OPERATORS = """
version: "3.1"
intents: [need_taxes]
slots:
  language: {type: any, mappings: [{type: custom}]}
  place: {type: any, mappings: [{type: custom}]}
  member: {type: bool, mappings: [{type: custom}]}
responses:
  utter_taxes:
  - text: "Taxes in {place}: {{exactly}} {missing}"
    buttons:
    - title: "Police"
      payload: '/need_taxes{"place": {"name": "{place_name}"}}'
    - title: "Health"
      payload: '/need_taxes{{"mode": "phone"}}'
  utter_member:
  - text: "For members."
    condition: [{type: slot, name: member, value: true}]
  - text: "On the telephone."
    channel: phone_line
  - text: "For all."
  utter_picture:
  - image: "https://example.org/{place_name}.png"
    custom: {kind: map, of: "{place_name}"}
"""


@pytest.fixture(scope="module")
def lotse() -> Domain:
    return Domain.from_file(str(ROOT / "domain.yml"))


@pytest.fixture(scope="module")
def operators() -> Domain:
    return Domain.from_yaml(OPERATORS)


async def answer(
    domain: Domain,
    response: str,
    language: str | None,
    slots: dict[str, Any] | None = None,
    values: dict[str, Any] | None = None,
    channel: str = "rest",
) -> dict[str, Any] | None:
    """What Rasa would send, by the way that Rasa goes."""
    endpoint = EndpointConfig.from_dict(
        {"type": "bot.messages.nlg.GettextNaturalLanguageGenerator"}
    )
    generator = NaturalLanguageGenerator.create(endpoint, domain)
    tracker = DialogueStateTracker.from_events("sender", [], slots=domain.slots)
    for name, value in {"language": language, **(slots or {})}.items():
        tracker.update(SlotSet(name, value))
    return await generator.generate(response, tracker, channel, **(values or {}))


async def said(*arguments: Any, **options: Any) -> dict[str, Any]:
    message = await answer(*arguments, **options)
    assert message is not None
    return message


async def test_text_and_titles_are_in_the_language_and_payloads_as_they_were(
    lotse: Domain,
) -> None:
    message = await said(lotse, "utter_ask_place", "uk")
    assert message["text"] == (
        "Де в Німеччині вам потрібна консультація? Напишіть місто або поштовий індекс."
    )
    assert [button["title"] for button in message["buttons"]] == [
        "Використати моє місце",
        "Телефоном або онлайн",
    ]
    assert [button["payload"] for button in message["buttons"]] == [
        "/ask_location",
        '/give_place{"mode": "remote"}',
    ]


async def test_every_payload_of_the_domain_arrives_as_json(lotse: Domain) -> None:
    for name in lotse.responses:
        message = await said(lotse, name, "de")
        for button in message.get("buttons", []):
            _, brace, rest = button["payload"].partition("{")
            assert not brace or isinstance(json.loads(brace + rest), dict)


async def test_the_answer_says_its_language(lotse: Domain) -> None:
    assert (await said(lotse, "utter_thank", "fa"))["custom"] == {
        "language": "fa",
        "direction": "rtl",
    }


async def test_each_language_names_itself_when_the_language_changes(lotse: Domain) -> None:
    names = {"de": "Deutsch", "tr": "Türkçe", "ru": "по-русски", "uk": "українською"}
    for language, name in {**names, "ar": "بالعربية", "fa": "فارسی", "ti": "ብትግርኛ"}.items():
        assert name in (await said(lotse, "utter_language_changed", language))["text"]


async def test_without_a_language_english_and_german_are_said(lotse: Domain) -> None:
    message = await said(lotse, "utter_greet", None)
    english, german = message["text"].split("\n\n")
    assert english.startswith("Hello, I am Lotse.")
    assert german == translate("de", english)
    assert message["buttons"][0]["title"] == "My qualifications"
    assert "custom" not in message


async def test_before_the_first_sentence_the_browser_tells_the_language(lotse: Domain) -> None:
    generator = GettextNaturalLanguageGenerator(None, lotse)
    tracker = DialogueStateTracker.from_events("sender", [], slots=lotse.slots)
    tracker.update(UserUttered("/greet", metadata={"browser_languages": ["tr-TR", "de"]}))
    message = await generator.generate("utter_thank", tracker, "rest")
    assert message and message["custom"]["language"] == "tr"


async def test_the_responses_of_a_model_loaded_later_are_said(lotse: Domain) -> None:
    generator = NaturalLanguageGenerator.create(
        EndpointConfig(type="bot.messages.nlg.GettextNaturalLanguageGenerator"), None
    )
    # Agent.load_model hands its responses to generators of this class only.
    assert isinstance(generator, TemplatedNaturalLanguageGenerator)
    generator.responses = lotse.responses
    tracker = DialogueStateTracker.from_events("sender", [], slots=lotse.slots)
    message = await generator.generate("utter_thank", tracker, "rest")
    assert message and message["text"].startswith("You are welcome.")


async def test_the_days_of_storage_come_from_the_settings(lotse: Domain) -> None:
    text = (await said(lotse, "utter_privacy", "tr"))["text"]
    assert f"{settings().retention_days} gün" in text and "{" not in text


async def test_values_of_an_action_fill_the_text(lotse: Domain) -> None:
    message = await said(lotse, "utter_ask_which_place", "de", values={"name": "Neustadt"})
    assert message["text"].startswith("Es gibt mehrere Orte mit dem Namen Neustadt.")


async def test_a_place_in_a_slot_is_called_by_its_name(lotse: Domain) -> None:
    message = await said(lotse, "utter_ask_need", "de", slots={"place": {"name": "Bonn"}})
    assert message["text"] == "Wobei brauchen Sie in Bonn Hilfe?"


async def test_values_of_an_action_win_over_slots(lotse: Domain) -> None:
    slots, values = {"place": {"name": "Bonn"}}, {"place": "Ulm"}
    message = await said(lotse, "utter_ask_need", "de", slots=slots, values=values)
    assert "Ulm" in message["text"]


async def test_a_response_of_an_operator_is_said_in_english(operators: Domain) -> None:
    message = await said(
        operators, "utter_taxes", "de", {"place": {"name": "Ulm"}}, {"place_name": "Ulm"}
    )
    assert message["text"] == "Taxes in Ulm: {exactly} {missing}"
    assert [button["title"] for button in message["buttons"]] == ["Polizei", "Gesundheit"]
    assert [button["payload"] for button in message["buttons"]] == [
        '/need_taxes{"place": {"name": "Ulm"}}',
        '/need_taxes{"mode": "phone"}',
    ]


async def test_conditions_and_channels_choose_as_in_rasa(operators: Domain) -> None:
    assert (await said(operators, "utter_member", "en", {"member": True}))["text"] == "For members."
    assert (await said(operators, "utter_member", "en", {"member": False}))["text"] == "For all."
    on_phone = await said(operators, "utter_member", "en", channel="phone_line")
    assert on_phone["text"] == "On the telephone."


async def test_other_parts_of_a_response_are_filled_and_kept(operators: Domain) -> None:
    message = await said(operators, "utter_picture", "ar", values={"place_name": "ulm"})
    assert message["image"] == "https://example.org/ulm.png"
    assert message["custom"] == {"kind": "map", "of": "ulm", "language": "ar", "direction": "rtl"}


async def test_the_domain_is_never_changed_by_an_answer(operators: Domain) -> None:
    before = json.dumps(operators.responses)
    await said(operators, "utter_taxes", "de", values={"place_name": "Ulm"})
    assert json.dumps(operators.responses) == before


async def test_a_response_that_does_not_exist_is_none(operators: Domain) -> None:
    assert await answer(operators, "utter_unheard_of", "de") is None
