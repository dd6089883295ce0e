"""One Rasa process with one model: started, waited for, asked, warmed."""

from __future__ import annotations

import secrets
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from bot.conversations.deletion import delete_conversation
from bot.errors import OperatorError
from bot.operating.golden import Golden
from bot.operating.registry import short
from bot.operating.running import (
    LOOPBACK,
    READY_SECONDS,
    Process,
    raise_if_stopped,
    rasa_command,
    start,
)
from bot.settings import Settings

_ANSWER_SECONDS = 60.0


@dataclass(frozen=True)
class RasaProcess:
    """A running Rasa with the model `model`, on a port of the loopback interface."""

    model: Path
    port: int
    process: Process

    @property
    def url(self) -> str:
        """Where the gateway finds it."""
        return f"http://{LOOPBACK}:{self.port}"

    @classmethod
    def start(cls, settings: Settings, model: Path) -> RasaProcess:
        """Start a process beside the others, on a free port."""
        port = _free_port()
        name = f"rasa-{short(model)}"
        return cls(model, port, start(settings, name, rasa_command(settings, model, port)))

    def status(self) -> dict[str, Any]:
        """What it says of itself: `status` ("ok" when it is ready), `running` turns; or nothing."""
        try:
            answer = httpx.get(f"{self.url}/webhooks/rest/ready", timeout=5, trust_env=False)
            return dict(answer.json()) if answer.status_code == httpx.codes.OK else {}
        except (httpx.HTTPError, ValueError):
            return {}

    def wait_until_ready(self, heartbeat: Callable[[], None]) -> None:
        """Return once it answers; `heartbeat` is called meanwhile and may raise to give up."""
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            heartbeat()
            raise_if_stopped([self.process])
            if self.status().get("status") == "ok":
                return
            time.sleep(0.2)
        raise OperatorError(
            f"{short(self.model)} was not ready after {READY_SECONDS:.0f} seconds, nothing has "
            f"changed; the reason stands in {self.process.log}."
        )

    def understand(self, text: str) -> dict[str, Any]:
        """What it makes of a text, see bot.operating.golden. Raises OperatorError."""
        answer: dict[str, Any] = self._post("understand", {"text": text})
        return answer

    def warm(self, messages: list[Golden], conversations_url: str) -> None:
        """Let it answer the first message of each language, in conversations deleted at once."""
        first = {message.language: message for message in reversed(messages)}
        for message in first.values():
            conversation = f"warming-{secrets.token_hex(8)}"
            try:
                self._post("webhook", {"sender": conversation, "message": message.text})
            finally:
                delete_conversation(conversation, conversations_url)

    def _post(self, route: str, body: dict[str, Any]) -> Any:
        url = f"{self.url}/webhooks/rest/{route}"
        try:
            response = httpx.post(url, json=body, timeout=_ANSWER_SECONDS, trust_env=False)
            response.raise_for_status()
            return response.json()
        except (httpx.HTTPError, ValueError) as error:
            raise OperatorError(
                f"{short(self.model)} could not answer a message ({error}), nothing has changed; "
                f"the reason stands in {self.process.log}."
            ) from None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
