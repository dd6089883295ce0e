"""The channel inside a real Rasa with a small model: failures fail, metadata arrives."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
import yaml

from bot.gateway.backend import TRACKER_STORE, RasaBackend, Turn
from bot.gateway.errors import GatewayError

ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS = 120
_BUTTON = {"title": "Housing", "payload": "/greet"}
_FILES: dict[str, Any] = {
    "config.yml": {
        "recipe": "default.v1",
        "language": "en",
        "assistant_id": "channel-test",
        "pipeline": [{"name": "KeywordIntentClassifier"}],
        "policies": [{"name": "RulePolicy"}],
    },
    "domain.yml": {
        "version": "3.1",
        "intents": ["greet", "bye"],
        "responses": {
            "utter_greet": [{"text": "Hello.\n\nHow are you?", "buttons": [_BUTTON]}],
            "utter_card": [{"text": "One.\n\nTwo.", "custom": {"language": "uk"}}],
        },
        "actions": ["action_that_nobody_serves"],
    },
    "data/nlu.yml": {
        "version": "3.1",
        "nlu": [
            {"intent": "greet", "examples": "- hello\n- good morning\n"},
            {"intent": "bye", "examples": "- bye\n- goodbye\n"},
        ],
    },
    "data/rules.yml": {
        "version": "3.1",
        "rules": [
            {
                "rule": "greet",
                "steps": [
                    {"intent": "greet"},
                    {"action": "utter_greet"},
                    {"action": "utter_card"},
                ],
            },
            {"rule": "bye", "steps": [{"intent": "bye"}, {"action": "action_that_nobody_serves"}]},
        ],
    },
    "credentials.yml": {"bot.gateway.rasa_channel.LotseInput": None},
    "endpoints.yml": {"tracker_store": {"type": TRACKER_STORE}},
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rasa")
    for name, content in _FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(yaml.safe_dump(content, sort_keys=False), "utf-8")
    return folder


@pytest.fixture(scope="module")
def rasa_url(project: Path, unused_port: int) -> Iterator[str]:
    """A trained and running Rasa."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "RASA_TELEMETRY_ENABLED": "false",
        "LOTSE_CONVERSATIONS_URL": f"sqlite:///{project}/conversations.db",
    }
    rasa = [sys.executable, "-m", "rasa"]
    subprocess.run([*rasa, "train", "--quiet"], cwd=project, env=environment, check=True)
    run = [*rasa, "run", "-i", "127.0.0.1", "-p", str(unused_port)]
    with (project / "log").open("w") as log:
        process = subprocess.Popen(run, cwd=project, env=environment, stdout=log, stderr=log)
        try:
            url = f"http://127.0.0.1:{unused_port}"
            _wait_until_ready(url, process)
            yield url
        finally:
            process.terminate()
            process.wait(30)


def _wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, "Rasa stopped"
        try:
            if httpx.get(f"{url}/webhooks/rest/ready").json()["status"] == "ok":
                return
        except (httpx.HTTPError, ValueError):
            time.sleep(0.2)
    pytest.fail("Rasa did not become ready")


@pytest_asyncio.fixture
async def backend(rasa_url: str) -> Any:
    backend = RasaBackend(rasa_url, rasa_url, seconds=30)
    yield backend
    await backend.close()


@pytest.mark.asyncio
async def test_texts_stay_whole_and_buttons_and_custom_pass(backend: RasaBackend) -> None:
    assert await backend.answer(Turn("one", "hello")) == [
        {"text": "Hello.\n\nHow are you?", "buttons": [_BUTTON]},
        {"text": "One.\n\nTwo."},
        {"custom": {"language": "uk"}},
    ]


@pytest.mark.asyncio
async def test_metadata_is_kept_with_the_message(backend: RasaBackend, project: Path) -> None:
    await backend.answer(Turn("two", "hello", {"page_language": "ti"}))
    with sqlite3.connect(project / "conversations.db") as connection:
        rows = connection.execute(
            "SELECT data FROM events WHERE sender_id = 'two' AND type_name = 'user'"
        ).fetchall()
    [[event]] = rows
    assert yaml.safe_load(event)["metadata"]["page_language"] == "ti"


@pytest.mark.asyncio
async def test_the_store_in_use_is_told(backend: RasaBackend) -> None:
    checks = await backend.checks()
    assert (checks["rasa"], checks["tracker_store"]) == ("ok", "ok")
    assert checks["actions"] == "not ready"


@pytest.mark.asyncio
async def test_a_failed_action_is_a_failure(backend: RasaBackend) -> None:
    with pytest.raises(GatewayError) as error:
        await backend.answer(Turn("three", "bye"))
    assert error.value.code == "bad_answer"


@pytest.mark.asyncio
async def test_a_failed_save_is_a_failure(backend: RasaBackend, project: Path) -> None:
    connection = sqlite3.connect(project / "conversations.db", isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")  # nobody else can write now
    try:
        with pytest.raises(GatewayError) as error:
            await backend.answer(Turn("four", "hello"))
    finally:
        connection.execute("ROLLBACK")
        connection.close()
    assert error.value.code == "bad_answer"
    assert await backend.answer(Turn("four", "hello"))  # and works again


@pytest.mark.asyncio
async def test_no_message_stands_in_the_log(backend: RasaBackend, project: Path) -> None:
    with pytest.raises(GatewayError):
        await backend.answer(Turn("five", "bye, says Fernmeldeturmblick"))
    assert "Fernmeldeturmblick" not in (project / "log").read_text("utf-8")


@pytest.mark.asyncio
async def test_json_without_a_message_is_a_failure(rasa_url: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        for body in (b"{", b"[]", b'"text"'):
            response = await client.post(f"{rasa_url}/webhooks/rest/webhook", content=body)
            assert response.status_code in (400, 500)
