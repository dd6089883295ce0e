"""The channel through which the gateway talks to Rasa: Rasa's REST channel, but failures fail.

Rasa's own answers 200 with an empty list when a turn went wrong, and writes the message into
its log. This one answers 500 and keeps the message to itself. Named in `credentials.yml`.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from rasa.core.tracker_store import FailSafeTrackerStore
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

logger = logging.getLogger(__name__)


class _WholeMessages(CollectingOutputChannel):  # type: ignore[misc]
    """Keeps a text in one message; Rasa's own cuts it at every empty line."""

    async def send_text_message(self, recipient_id: str, text: str, **_kwargs: Any) -> None:
        await self._persist_message(self._message(recipient_id, text=text.strip()))


class LotseInput(RestInput):  # type: ignore[misc]
    """`POST webhook` {sender, message, metadata} -> messages; `GET ready` -> what is in use.

    `POST understand` {text} -> intent, language and emergency of a message of no conversation.
    """

    _running = 0  # turns

    @classmethod
    def name(cls) -> str:
        """The channel's name, and its path below `/webhooks/`."""
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The channel's routes."""
        routes = Blueprint("lotse_rest")

        @routes.route("/webhook", methods=["POST"])  # type: ignore[untyped-decorator]
        async def receive(request: Request) -> HTTPResponse:
            if not _agent_is_ready(request):
                return json({"status": "no model"}, status=503)
            _let_failed_saves_fail(request.app.ctx.agent.tracker_store)
            collector = _WholeMessages()
            self._running += 1
            try:
                await on_new_message(await self._user_message(request, collector))
            except Exception:
                logger.exception("a turn failed")
                return json({"status": "failed"}, status=500)
            finally:
                self._running -= 1
            return json(collector.messages)

        @routes.route("/understand", methods=["POST"])  # type: ignore[untyped-decorator]
        async def understand(request: Request) -> HTTPResponse:
            if not _agent_is_ready(request):
                return json({"status": "no model"}, status=503)
            parsed = await request.app.ctx.agent.parse_message(str(request.json["text"]))
            return json(_meaning(parsed))

        @routes.route("/ready", methods=["GET"])  # type: ignore[untyped-decorator]
        async def ready(request: Request) -> HTTPResponse:
            if not _agent_is_ready(request):
                return json({"status": "no model"}, status=503)
            agent = request.app.ctx.agent
            store = _class_name(agent.tracker_store)
            told = {"tracker_store": store, "model": agent.model_name, "running": self._running}
            return json({"status": "ok", **told})

        return routes

    async def _user_message(
        self, request: Request, collector: CollectingOutputChannel
    ) -> UserMessage:
        return UserMessage(
            self._extract_message(request),
            collector,
            await self._extract_sender(request),
            input_channel=self.name(),
            metadata=self.get_metadata(request),
        )


def _meaning(parsed: dict[str, Any]) -> dict[str, Any]:
    """Of Rasa's parse what can be held against golden messages."""
    return {
        "intent": {"name": parsed["intent"]["name"]},
        "language": parsed.get("language"),
        "emergency": bool((parsed.get("understanding") or {}).get("emergency")),
    }


def _agent_is_ready(request: Request) -> bool:
    agent = getattr(request.app.ctx, "agent", None)
    return agent is not None and agent.is_ready()


def _let_failed_saves_fail(store: Any) -> None:
    """Rasa wraps every store in one that writes to memory when a save fails; this undoes it."""
    if isinstance(store, FailSafeTrackerStore):
        store._on_tracker_store_error = _fail


def _fail(error: Exception) -> None:
    raise error


def _class_name(store: Any) -> str:
    """The full name of the store below Rasa's wrappers."""
    while (inner := getattr(store, "_tracker_store", None)) is not None:
        store = inner
    return f"{type(store).__module__}.{type(store).__qualname__}"
