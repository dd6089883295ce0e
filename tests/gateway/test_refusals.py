"""Whatever goes wrong, a person gets a sentence in their language and the right status."""

import json
from typing import Any

import httpx
import pytest

from bot.gateway.errors import KINDS
from bot.messages.catalogue import translate

Gateway = Any  # of conftest.py


def refused(response: httpx.Response, status: int, code: str, language: str = "en") -> None:
    assert response.status_code == status
    error = response.json()["error"]
    assert (error["code"], error["language"]) == (code, language)
    assert error["message"] == translate(language, KINDS[code][1])
    assert "Traceback" not in response.text


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u200c\u2060", "\n\t", "/", " / / "])
def test_an_empty_message(gateway: Gateway, text: str) -> None:
    refused(gateway.post(text=text, page_language="de"), 400, "empty_message", "de")
    assert gateway.standin.turns == []


@pytest.mark.parametrize("text", ["x" * 1001, "ж" * 20_000, "\ufdfa" * 900])
def test_a_message_too_long(gateway: Gateway, text: str) -> None:
    refused(
        gateway.post(text=text, browser_languages=["tr-TR"], language="tr"), 413, "too_long", "tr"
    )
    assert gateway.standin.turns == []


def test_a_body_without_end_is_refused_before_it_is_read(gateway: Gateway) -> None:
    response = gateway.post(text="x" * 1_000_000, headers={"Accept-Language": "fa,en;q=0.5"})
    refused(response, 413, "too_long", "fa")


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'"text"', b"null", b"\xff\xfe", b"[" * 100_000, b'{"text": "hi"}',
     b'{"message_id": "1", "text": 7}', b'{"message_id": 1, "text": "hi"}',
     b'{"message_id": "a b", "text": "hi"}', b'{"message_id": "1", "text": "hi", "language": "xx"}',
     b'{"message_id": "1", "text": "hi", "token": {}}',
     b'{"message_id": "1", "location": {"latitude": NaN, "longitude": 1}}',
     b'{"message_id": "1", "location": {"latitude": 91, "longitude": 1}}',
     b'{"message_id": "1", "location": "Dortmund"}', b'{"message_id": ' + b"9" * 5000 + b"}"],
)  # fmt: skip
def test_what_is_no_message(gateway: Gateway, body: bytes) -> None:
    headers = {"Content-Type": "application/json", "Accept-Language": "de-DE,de;q=0.9"}
    refused(
        gateway.client.post("/chat", content=body, headers=headers), 400, "invalid_request", "de"
    )
    assert gateway.standin.turns == []


def test_another_content_type(gateway: Gateway) -> None:
    body = json.dumps({"message_id": "1", "text": "hi"})
    refused(
        gateway.client.post("/chat", content=body, headers={"Content-Type": "text/plain"}),
        415,
        "wrong_type",
    )


@pytest.mark.parametrize("path", ["/chat", "/chat/delete"])
@pytest.mark.parametrize("token", ["nonsense", "a.b.c", "é" * 9])
def test_a_strange_token(gateway: Gateway, path: str, token: str) -> None:
    refused(gateway.post(path, text="привіт", token=token), 401, "strange_token", "ru")
    assert gateway.standin.turns == []
    assert gateway.deleted == []


def test_a_token_signed_with_another_secret(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch, start_gateway: Any
) -> None:
    monkeypatch.setenv("LOTSE_SECRET", "another secret")
    token = start_gateway().say("hello")["token"]
    refused(gateway.post(text="hello", token=token), 401, "strange_token")


def test_unknown_addresses_and_methods(gateway: Gateway) -> None:
    refused(gateway.client.get("/webhooks/rest/webhook"), 404, "not_found")
    refused(gateway.client.get("/chat"), 405, "wrong_method")


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        ("empty", 502, "bad_answer"),
        ("only language", 502, "bad_answer"),
        ("crash", 502, "bad_answer"),
        ("garbage", 502, "bad_answer"),
        ("no list", 502, "bad_answer"),
        ("no model", 503, "unavailable"),
    ],
)
def test_a_failure_behind_the_gateway(gateway: Gateway, text: str, status: int, code: str) -> None:
    refused(gateway.post(text=text, browser_languages=["uk"]), status, code, "uk")


def test_nothing_behind_the_gateway(start_gateway: Any, free_port: int) -> None:
    gateway = start_gateway(rasa_port=free_port, actions_port=free_port)
    response = gateway.post(text="በጃኹም ሓግዙኒ", page_language="de")
    refused(response, 503, "unavailable", "ti")
    assert int(response.headers["Retry-After"]) > 0


def test_a_slow_answer(start_gateway: Any) -> None:
    gateway = start_gateway(timeout_seconds=0.2)
    refused(gateway.post(text="wait", language="ar"), 504, "timeout", "ar")


def test_the_language_of_the_conversation_counts_for_a_refusal(gateway: Gateway) -> None:
    token = gateway.say("Дортмунд, ії")["token"]
    refused(
        gateway.post(text="crash", token=token, browser_languages=["de"]), 502, "bad_answer", "uk"
    )
