"""What answers the messages, behind one small face.

The gateway knows a `Backend`; which Rasa process stands behind it, and whether there are two
of them during a switch of models, is the backend's own business.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

import httpx

from bot.gateway.errors import GatewayError

TRACKER_STORE = "bot.conversations.tracker_store.LotseTrackerStore"
_CONNECT_SECONDS = 2.0
_READY_SECONDS = 3.0
_PASSED_ON = ("text", "buttons", "custom")


@dataclass(frozen=True)
class Turn:
    """One message on its way: `text` is what Rasa reads, a payload or a person's words."""

    conversation: str
    text: str
    metadata: dict[str, Any] = field(default_factory=dict)


class Backend(Protocol):
    """Answers turns."""

    async def answer(self, turn: Turn) -> list[dict[str, Any]]:
        """The messages of the answer, at least one; raises GatewayError."""

    async def checks(self) -> dict[str, str]:
        """Name of each part behind the gateway -> "ok", or what is wrong with it."""

    async def close(self) -> None:
        """Let go of every connection."""


class RasaBackend:
    """One Rasa process and the action server beside it, both on the loopback interface.

    `seconds` is how long a turn may take until the connection is dropped, upon which Rasa
    gives the turn up.
    """

    def __init__(self, rasa_url: str, actions_url: str, seconds: float) -> None:
        self._rasa, self._actions = rasa_url.rstrip("/"), actions_url.rstrip("/")
        timeout = httpx.Timeout(seconds, connect=_CONNECT_SECONDS)
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=50)
        self._client = httpx.AsyncClient(timeout=timeout, limits=limits, trust_env=False)

    async def answer(self, turn: Turn) -> list[dict[str, Any]]:
        body = {"sender": turn.conversation, "message": turn.text, "metadata": turn.metadata}
        try:
            response = await self._client.post(f"{self._rasa}/webhooks/rest/webhook", json=body)
        except httpx.ConnectTimeout:
            raise GatewayError("unavailable") from None
        except httpx.TimeoutException:
            raise GatewayError("timeout") from None
        except httpx.ConnectError:
            raise GatewayError("unavailable") from None
        except httpx.HTTPError:
            raise GatewayError("bad_answer") from None
        if response.status_code == 503:
            raise GatewayError("unavailable")
        return _messages(response)

    async def checks(self) -> dict[str, str]:
        rasa = await self._get(f"{self._rasa}/webhooks/rest/ready")
        actions = await self._get(f"{self._actions}/health")
        store = rasa.get("tracker_store")
        return {
            "rasa": "ok" if rasa.get("status") == "ok" else "not ready",
            "actions": "ok" if actions.get("status") == "ok" else "not ready",
            "tracker_store": "ok" if store == TRACKER_STORE else f"in use: {store or 'unknown'}",
        }

    async def _get(self, url: str) -> dict[str, Any]:
        try:
            response = await self._client.get(url, timeout=_READY_SECONDS)
            answer = response.json() if response.status_code == 200 else {}
        except (httpx.HTTPError, ValueError):
            return {}
        return answer if isinstance(answer, dict) else {}

    async def close(self) -> None:
        await self._client.aclose()


def _messages(response: httpx.Response) -> list[dict[str, Any]]:
    """The answer's messages, without what is none of the browser's business (the sender's id)."""
    try:
        answer = response.json() if response.status_code == 200 else None
    except ValueError:
        answer = None
    if not isinstance(answer, list) or not all(isinstance(item, dict) for item in answer):
        raise GatewayError("bad_answer")
    messages = [{key: item[key] for key in _PASSED_ON if item.get(key)} for item in answer]
    if not any(says_something(message) for message in messages):
        raise GatewayError("bad_answer")
    return [message for message in messages if message]


def says_something(message: dict[str, Any]) -> bool:
    """Whether a person sees anything of it; some messages only tell the widget the language."""
    custom = message.get("custom")
    shown = isinstance(custom, dict) and set(custom) - {"language", "direction"}
    return bool(message.get("text") or message.get("buttons") or shown)
