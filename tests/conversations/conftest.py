"""Dialogues with the trained model, the real action server and stores in a temporary folder."""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import re
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from bot.directory.importing import import_csv
from bot.directory.store import DirectoryStore
from bot.messages.catalogue import PLACEHOLDER, translate
from bot.operating.training import model_path, rasa_environment, train
from bot.settings import ROOT, settings

START_SECONDS = 120
RESPONSES: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))["responses"]


def names(text: str, language: str) -> list[str]:
    """The responses of the domain whose text in `language` this is."""
    return [name for name, said in RESPONSES.items() if _says(said[0]["text"], text, language)]


def _says(english: str, text: str, language: str) -> bool:
    told = translate(language, english)
    parts = PLACEHOLDER.split(told) if PLACEHOLDER.search(told) else [told]
    return re.fullmatch(".+".join(re.escape(part) for part in parts[::2]), text, re.S) is not None


class Answer:
    """What came back for a message, as the gateway gets it."""

    def __init__(self, messages: list[dict[str, Any]], slots: dict[str, Any]) -> None:
        self.messages = messages
        self.slots = slots
        self.texts = [message["text"] for message in messages if message.get("text")]
        self.buttons = [button for m in messages for button in m.get("buttons") or []]
        customs = [message["custom"] for message in messages if message.get("custom")]
        self.offers = [card["id"] for c in customs for card in c.get("offers", [])]
        self.emergency = [
            entry["number"] for c in customs for entry in c.get("emergency", {}).get("numbers", [])
        ]
        self.languages = {custom["language"] for custom in customs if "language" in custom}

    def responses(self, language: str) -> list[str]:
        """The names of its texts, which must be in `language`; `?` for what the domain lacks."""
        return [(names(text, language) or ["?"])[0] for text in self.texts]


class Person:
    """Somebody in a conversation of their own."""

    def __init__(self, assistant: Assistant, metadata: dict[str, Any]) -> None:
        self._assistant = assistant
        self._metadata = metadata
        self.conversation = uuid.uuid4().hex
        self.answer = Answer([], {})

    def say(self, text: str) -> Answer:
        """Send words, or a payload that the widget makes by itself."""
        self.answer = self._assistant.answer(self.conversation, text, self._metadata)
        return self.answer

    def press(self, payload: str) -> Answer:
        """Press the button of the last answer whose payload begins so."""
        offered = [button["payload"] for button in self.answer.buttons]
        fitting = [given for given in offered if given.startswith(payload)]
        assert fitting, f"no button {payload} among {offered}"
        return self.say(fitting[0])


class Assistant:
    """Rasa's agent as the server loads it, in this process."""

    def __init__(self, model: Path, folder: Path, actions_port: int) -> None:
        from rasa.core.agent import Agent
        from rasa.utils.endpoints import EndpointConfig

        from bot.conversations.tracker_store import LotseTrackerStore

        self.store = LotseTrackerStore(host=f"sqlite:///{folder}/conversations.db")
        self._runner = asyncio.Runner()
        self._agent = Agent.load(
            str(model),
            tracker_store=self.store,
            generator=EndpointConfig(type="bot.messages.nlg.GettextNaturalLanguageGenerator"),
            action_endpoint=EndpointConfig(f"http://127.0.0.1:{actions_port}/webhook"),
        )

    def person(self, **metadata: Any) -> Person:
        """Somebody new; `metadata` is what page and browser tell."""
        return Person(self, metadata)

    def answer(self, conversation: str, text: str, metadata: dict[str, Any]) -> Answer:
        """One turn."""
        return self._runner.run(self._answer(conversation, text, metadata))

    async def _answer(self, conversation: str, text: str, metadata: dict[str, Any]) -> Answer:
        from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

        collector = CollectingOutputChannel()
        message = UserMessage(
            text, collector, conversation, metadata=metadata, input_channel="rest"
        )
        await self._agent.handle_message(message)
        tracker = await self.store.retrieve(conversation)
        assert tracker is not None
        messages = json.loads(json.dumps(collector.messages))
        return Answer(messages, tracker.current_slot_values())

    def close(self) -> None:
        """End the loop in which everything ran."""
        self._runner.close()


@pytest.fixture(scope="session")
def model() -> Path:
    """The model of the present data; LOTSE_TEST_MODEL names another file to save its training."""
    if given := os.environ.get("LOTSE_TEST_MODEL"):
        return Path(given)
    settings().models.mkdir(parents=True, exist_ok=True)
    with (settings().models / ".training").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several test processes train once
        return model_path() if model_path().exists() else train()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Run-time state of these dialogues; the settings of this process point to it."""
    var = tmp_path_factory.mktemp("dialogues")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOTSE_VAR", str(var))
        settings.cache_clear()
        yield var
    settings.cache_clear()


@pytest.fixture(scope="session")
def directory(folder: Path) -> None:
    """The invented offers of offers.csv."""
    store = DirectoryStore(f"sqlite:///{folder}/directory.db")
    import_csv(store, Path(__file__).with_name("offers.csv"))
    store.close()


@pytest.fixture(scope="session")
def actions_port(folder: Path, directory: None) -> Iterator[int]:
    """A running action server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(port)]
    environment = rasa_environment() | {"SANIC_HOST": "127.0.0.1", "LOTSE_VAR": str(folder)}
    with (folder / "actions.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        _wait(f"http://127.0.0.1:{port}/health", process, folder / "actions.log")
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(address, timeout=5, trust_env=False).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise AssertionError(f"the action server did not start: {log.read_text('utf-8')[-2000:]}")


@pytest.fixture(scope="session")
def assistant(model: Path, folder: Path, actions_port: int) -> Iterator[Assistant]:
    """The assistant, ready for any number of conversations."""
    made = Assistant(model, folder, actions_port)
    yield made
    made.close()
