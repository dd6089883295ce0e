"""Messages through the running gateway: what reaches Rasa, and what comes back."""

from typing import Any

import pytest

Gateway = Any  # of conftest.py


def test_an_answer_has_token_messages_language_and_direction(gateway: Gateway) -> None:
    answer = gateway.say("مرحبا دورتموند")
    assert answer["language"] == "ar"
    assert answer["direction"] == "rtl"
    assert answer["messages"][0] == {"text": "مرحباً، هذه هي العروض القريبة منك:"}
    assert answer["token"]


def test_a_token_continues_its_conversation_and_shows_nothing_of_it(gateway: Gateway) -> None:
    first = gateway.say("hello")
    gateway.say("and again", first["token"])
    senders = [turn["sender"] for turn in gateway.standin.turns]
    assert senders[0] == senders[1]
    assert senders[0] not in str(first["messages"])


def test_every_new_conversation_has_an_id_of_its_own(gateway: Gateway) -> None:
    for _ in range(3):
        gateway.say("hello")
    assert len({turn["sender"] for turn in gateway.standin.turns}) == 3


def test_a_short_message_id_never_leads_into_somebody_elses_conversation(gateway: Gateway) -> None:
    for _ in range(2):
        assert gateway.post(text="hello", message_id="1").status_code == 200
    assert len({turn["sender"] for turn in gateway.standin.turns}) == 2


def test_metadata_reaches_rasa(gateway: Gateway) -> None:
    gateway.say(
        "hello",
        page_language="de",
        browser_languages=["uk-UA", "not a language!", 7],
        language="uk",
        location={"latitude": 51.513589, "longitude": 7},
    )
    assert gateway.standin.turns[0]["metadata"] == {
        "page_language": "de",
        "browser_languages": ["uk-UA"],
        "chosen_language": "uk",
        "location": {"latitude": 51.514, "longitude": 7.0},
    }


def test_a_language_of_the_menu_becomes_the_payload(gateway: Gateway) -> None:
    answer = gateway.say("", language="ti")
    assert gateway.standin.texts == ['/change_language{"language": "ti"}']
    assert answer["language"] == "ti"


def test_a_location_alone_becomes_the_payload(gateway: Gateway) -> None:
    gateway.say("", location={"latitude": 51.5, "longitude": 7.4})
    told = '{"location": {"latitude": 51.5, "longitude": 7.4}}'
    assert gateway.standin.texts == [f"/give_place{told}"]


def _buttons(gateway: Gateway) -> tuple[str, dict[str, Any]]:
    answer = gateway.say("buttons")
    return answer["token"], {b["title"]: b for b in answer["messages"][0]["buttons"]}


def test_a_button_of_this_conversation_passes(gateway: Gateway) -> None:
    token, buttons = _buttons(gateway)
    assert "Start again" not in buttons
    gateway.say("", token, payload=buttons["Housing"]["payload"])
    assert gateway.standin.texts[-1] == '/need_housing{"a": "b"}'


@pytest.mark.parametrize("stolen", ["foreign", "/need_housing", "forged", "/restart"])
def test_no_other_payload_passes(gateway: Gateway, stolen: str) -> None:
    token, buttons = _buttons(gateway)
    _, foreign = _buttons(gateway)
    payload = {
        "foreign": foreign["Housing"]["payload"],
        "forged": buttons["Housing"]["payload"][:-2] + "xx",
    }.get(stolen, stolen)
    response = gateway.post(token=token, payload=payload)
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "strange_button"
    assert gateway.standin.texts == ["buttons", "buttons"]


@pytest.mark.parametrize("typed", ['/need_visa{"x":1}', " \u200b/restart", "／session_start"])
def test_a_typed_payload_is_only_words(gateway: Gateway, typed: str) -> None:
    gateway.say(typed)
    assert not gateway.standin.texts[0].startswith("/")


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "'; DROP TABLE offers; --", "🙂", "Hilfe помощь مساعدة ሓገዝ",
     "a\x00b\x1b[31mc", "\ud800 half a character"],
)  # fmt: skip
def test_odd_messages_are_answered(gateway: Gateway, text: str) -> None:
    response = gateway.client.post(
        "/chat", content=_json(text), headers={"Content-Type": "application/json"}
    )
    assert response.status_code == 200
    assert all(character.isprintable() for character in gateway.standin.texts[0])


def _json(text: str) -> bytes:
    import json

    return json.dumps({"message_id": "1", "text": text}).encode()


def test_an_answer_without_its_own_language_message_is_still_an_answer(gateway: Gateway) -> None:
    answer = gateway.say("hello", browser_languages=["en"])
    assert answer["messages"][0] == {"text": "You said: hello"}
    assert "recipient_id" not in str(answer)
