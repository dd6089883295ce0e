"""What an operator sees of the gateway, and what nobody sees."""

import logging
from typing import Any

import pytest

Gateway = Any  # of conftest.py


def test_alive(gateway: Gateway) -> None:
    assert gateway.client.get("/healthz").json() == {"status": "ok"}


def test_ready(gateway: Gateway) -> None:
    response = gateway.client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {
        "ready": True,
        "checks": {"rasa": "ok", "actions": "ok", "tracker_store": "ok"},
    }


def test_not_ready_with_another_tracker_store(gateway: Gateway) -> None:
    gateway.standin.tracker_store = "rasa.core.tracker_store.InMemoryTrackerStore"
    response = gateway.client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["tracker_store"] == (
        "in use: rasa.core.tracker_store.InMemoryTrackerStore"
    )


def test_not_ready_without_actions(gateway: Gateway) -> None:
    gateway.standin.actions = "starting"
    assert gateway.client.get("/readyz").json()["checks"]["actions"] == "not ready"


def test_not_ready_without_anything(start_gateway: Any, free_port: int) -> None:
    gateway = start_gateway(rasa_port=free_port, actions_port=free_port)
    assert gateway.client.get("/healthz").status_code == 200
    assert gateway.client.get("/readyz").status_code == 503


def test_metrics_count_and_keep_silent(start_gateway: Any) -> None:
    gateway = start_gateway()
    token = gateway.say("Fernmeldeturmblick")["token"]
    gateway.say("again", token, message_id="m-1")
    gateway.say("again", token, message_id="m-1")
    gateway.post(text="")
    gateway.client.get("/Fernmeldeturmblick")
    text = gateway.client.get("/metrics").text
    assert 'lotse_requests_total{route="/chat",status="200"} 3\n' in text
    assert 'lotse_requests_total{route="other",status="404"} 1\n' in text
    assert 'lotse_messages_total{result="answered"} 2\n' in text
    assert 'lotse_messages_total{result="repeated"} 1\n' in text
    assert 'lotse_messages_total{result="empty_message"} 1\n' in text
    assert "lotse_turn_seconds_count 2\n" in text
    assert "Fernmeldeturmblick" not in text
    assert gateway.standin.turns[0]["sender"] not in text


def test_the_log_has_neither_content_nor_addresses(
    gateway: Gateway, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    gateway.say("Fernmeldeturmblick")
    gateway.post(text="crash")
    gateway.client.get("/chat/config?languages=Fernmeldeturmblick")
    ours = [r.getMessage() for r in caplog.records if not r.name.startswith("httpx")]
    assert any(line.startswith("POST /chat 200 ") for line in ours)
    assert any(line.startswith("POST /chat 502 ") for line in ours)
    assert not any("Fernmeldeturmblick" in line or "127.0.0.1" in line for line in ours)
    assert gateway.standin.turns[0]["sender"] not in "\n".join(ours)


@pytest.mark.parametrize("path", ["/", "/chat/config", "/healthz", "/nowhere"])
def test_security_headers(gateway: Gateway, path: str) -> None:
    headers = gateway.client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "server" not in headers or headers["server"] == "uvicorn"


def test_the_widget_is_small_and_loadable_from_anywhere(gateway: Gateway) -> None:
    response = gateway.client.get("/lotse.js")
    assert response.headers["Content-Type"].startswith("text/javascript")
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert len(response.content) < 30_000
    assert "innerHTML" not in response.text
    again = gateway.client.get("/lotse.js", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


def test_config_speaks_the_first_language_it_knows(gateway: Gateway) -> None:
    config = gateway.client.get("/chat/config?languages=xx,fa-AF,de").json()
    assert (config["language"], config["direction"]) == ("fa", "rtl")
    assert {"code": "uk", "name": "Українська", "direction": "ltr"} in config["languages"]
    assert config["greeting"]
    assert "30" in config["texts"]["privacy"] or "۳۰" in config["texts"]["privacy"]
    assert config["message_max_chars"] == 1000


def test_config_falls_back_to_the_browsers_header_and_to_english(gateway: Gateway) -> None:
    german = gateway.client.get("/chat/config", headers={"Accept-Language": "fi, de;q=0.5"})
    assert german.json()["language"] == "de"
    assert gateway.client.get("/chat/config?languages=fi").json()["language"] == "en"
