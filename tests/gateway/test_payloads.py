"""Typed text never acts as a payload; a button works only for the conversation that got it."""

import pytest

from bot.gateway.errors import GatewayError
from bot.gateway.payloads import Payloads, typed_text


@pytest.mark.parametrize(
    ("typed", "passed_on"),
    [
        ("/restart", "restart"),
        ("  \t\n/restart", "restart"),
        ("\u200b\u200d\ufeff/restart", "restart"),
        ("\u200c/restart", "restart"),
        ("\u200c \u200c/ /restart", "restart"),
        ("\x00\x07/restart", "restart"),
        ("\u202e/restart", "restart"),
        ("\uff0frestart", "restart"),  # full-width
        ("\u2044restart", "restart"),  # fraction slash
        ("\u2215restart", "restart"),  # division slash
        ("\u29f8restart", "restart"),  # big solidus
        ("\u2571restart", "restart"),  # box drawing
        ("\u3164/restart", "restart"),  # Hangul filler: a letter that nobody sees
        ("\u2800/restart", "restart"),  # Braille without dots
        ("\u034f/restart", "restart"),  # combining grapheme joiner
        ("\ufe0f/restart", "restart"),  # variation selector
        ("\u00a0\u3000/ / /session_start", "session_start"),
        ('/need_visa{"x":1}', 'need_visa{"x":1}'),
        ("///", ""),
        ("/\u200c", ""),
        ("\u200b \u2060", ""),
        ("Beratung/Hilfe", "Beratung/Hilfe"),
        ("  Wohnung\n\nin   Köln ", "Wohnung in Köln"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # the joiner inside a Persian word is spelling
        ("🙂", "🙂"),
        ("<b>hi</b>", "<b>hi</b>"),
    ],
)
def test_typed_text_never_starts_with_a_slash(typed: str, passed_on: str) -> None:
    assert typed_text(typed) == passed_on


def test_a_button_is_read_back_by_its_conversation_alone() -> None:
    payloads = Payloads("a secret")
    [button] = payloads.sign([{"title": "Housing", "payload": "/need_housing"}], "mine")
    assert "need_housing" not in button["payload"]
    assert payloads.read(button["payload"], "mine") == "/need_housing"
    for stranger in (Payloads("a secret"), Payloads("another secret")):
        with pytest.raises(GatewayError):
            stranger.read(button["payload"], "theirs")


@pytest.mark.parametrize("payload", ["/restart", " /back", "/session_start", '/restart{"a": 1}'])
def test_orders_to_forget_are_neither_issued_nor_taken(payload: str) -> None:
    payloads = Payloads("a secret")
    assert payloads.sign([{"title": "x", "payload": payload}], "mine") == []
    signed = payloads.sign({"title": "x", "payload": payload}, "mine")
    with pytest.raises(GatewayError):
        payloads.read(signed["payload"], "mine")


def test_buttons_inside_a_card_are_signed_too() -> None:
    payloads = Payloads("a secret")
    answer = {"custom": {"offers": [{"buttons": [{"title": "More", "payload": "/more_offers"}]}]}}
    signed = payloads.sign(answer, "mine")["custom"]["offers"][0]["buttons"][0]["payload"]
    assert payloads.read(signed, "mine") == "/more_offers"


def test_buttons_for_the_widget_itself_say_so() -> None:
    buttons = [
        {"title": "x", "payload": "/ask_location"},
        {"title": "y", "payload": "/delete_data"},
    ]
    signed = Payloads("a secret").sign(buttons, "mine")
    assert [button["action"] for button in signed] == ["location", "delete"]
