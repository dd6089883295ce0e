"""Somebody who writes to a running Lotse, as the widget does."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass
from typing import Any

import httpx

from bot.errors import OperatorError

_ANSWER_SECONDS = 60.0


@dataclass(frozen=True)
class Answer:
    """How long an answer took, in milliseconds, and how many offers it has."""

    milliseconds: float
    offers: int


class Person:
    """One conversation, from its first message on."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._token: str | None = None

    async def say(self, text: str) -> Answer:
        """Send a message and wait for its answer. Raises OperatorError when there is none."""
        body = {"message_id": str(uuid.uuid4()), "text": text, "token": self._token}
        started = time.perf_counter()
        try:
            response = await self._client.post("/chat", json=body)
        except httpx.HTTPError as error:
            raise OperatorError(f"A message had no answer ({error!r}).") from None
        milliseconds = (time.perf_counter() - started) * 1000
        if response.status_code != httpx.codes.OK:
            raise OperatorError(
                f"A message was answered with status {response.status_code}: {response.text[:100]}"
            )
        answer: dict[str, Any] = response.json()
        self._token = answer["token"]
        return Answer(milliseconds, sum(map(_offers, answer["messages"])))


def _offers(message: dict[str, Any]) -> int:
    return len((message.get("custom") or {}).get("offers") or ())


def connected(url: str) -> httpx.AsyncClient:
    """A client for any number of people at once."""
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    return httpx.AsyncClient(base_url=url, limits=limits, timeout=_ANSWER_SECONDS, trust_env=False)
