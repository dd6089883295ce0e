"""The endpoints of the chat itself: a message, the widget's texts, the deletion."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from redis.exceptions import RedisError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.gateway.backend import Turn
from bot.gateway.chat_request import (
    ChatRequest,
    languages_of,
    parse,
    read_json,
    read_token,
)
from bot.gateway.errors import GatewayError, error_response
from bot.gateway.limits import Limiter, network
from bot.gateway.metrics import Metrics
from bot.gateway.origins import Origins
from bot.gateway.payloads import DELETE, Payloads, typed_text
from bot.gateway.person_language import accepted, first_supported, person_language
from bot.gateway.tokens import Conversation, Tokens
from bot.gateway.turns import Incoming, Turns
from bot.gateway.widget_texts import DELETED, DELETION_RUNNING, GREETING, widget_texts
from bot.languages import LANGUAGES, direction
from bot.messages.catalogue import translate
from bot.messages.menu import menu
from bot.settings import Settings

_NO_STORE = {"Cache-Control": "no-store"}
logger = logging.getLogger(__name__)


class Person:
    """Who is asking, as far as a refusal must know it: fills up while the request is read."""

    def __init__(self, request: Request) -> None:
        self._accepted = accepted(request.headers.get("accept-language", ""))
        self.asked = ChatRequest(message_id="")
        self.conversation: Conversation | None = None

    def language(self) -> str:
        """The best guess at their language so far."""
        spoken = self.conversation.language if self.conversation else None
        asked = self.asked
        tags = [asked.language, spoken, *asked.browser_languages, asked.page_language]
        return person_language([*tags, *self._accepted], "" if asked.language else asked.text)


_Handler = Callable[[Request, Person], Awaitable[dict[str, Any]]]


class Chat:
    """Handlers of `/chat`, `/chat/delete` and `/chat/config`."""

    def __init__(
        self,
        settings: Settings,
        turns: Turns,
        tokens: Tokens,
        payloads: Payloads,
        origins: Origins,
        limiter: Limiter,
        metrics: Metrics,
    ) -> None:
        self._settings, self._turns = settings, turns
        self._tokens, self._payloads = tokens, payloads
        self._origins, self._limiter, self._metrics = origins, limiter, metrics

    async def message(self, request: Request) -> Response:
        """POST /chat: one message, one answer."""
        return await self._guarded(request, self._message)

    async def delete(self, request: Request) -> Response:
        """POST /chat/delete: the conversation of a token is deleted everywhere."""
        return await self._guarded(request, self._delete)

    async def _guarded(self, request: Request, handler: _Handler) -> Response:
        person = Person(request)
        try:
            if not self._origins.allow(request.headers):
                raise GatewayError("strange_origin")
            body = await handler(request, person)
            return JSONResponse(body, headers=_NO_STORE)
        except RedisError:
            error = GatewayError("unavailable")
        except GatewayError as refusal:
            error = refusal
        except Exception:
            logger.exception("a message failed")
            error = GatewayError("internal")
        self._metrics.messages[error.code] += 1
        return error_response(error, person.language(), _NO_STORE)

    async def _message(self, request: Request, person: Person) -> dict[str, Any]:
        value = await read_json(request)
        person.asked = languages_of(value)
        person.asked = asked = parse(value, self._settings.message_max_chars)
        person.conversation = conversation = self._conversation(request, asked)
        await self._limit(request, conversation if asked.token else None)
        text = self._rasa_text(asked, conversation.id)
        if text == DELETE:
            return await self._deleted(conversation.id, asked.message_id, person.language())
        content = self._tokens.digest("content", asked.content())
        turn = Turn(conversation.id, text, _metadata(asked))
        answer = await self._turns.answer(Incoming(asked.message_id, content, turn))
        return self._body(asked.message_id, conversation, answer["messages"], person)

    def _conversation(self, request: Request, asked: ChatRequest) -> Conversation:
        if asked.token:
            return self._tokens.read(asked.token)
        return self._tokens.new_conversation(_address(request), asked.message_id, asked.content())

    async def _limit(self, request: Request, conversation: Conversation | None) -> None:
        """Count the message; addresses are counted by digest and never kept."""
        address = self._tokens.digest("address", network(_address(request)))
        wait = await self._limiter.take(address, self._settings.rate_per_address)
        if conversation and not wait:
            most = self._settings.rate_per_conversation
            wait = await self._limiter.take(self._tokens.digest("rate", conversation.id), most)
        if wait:
            raise GatewayError("too_many", wait)

    def _rasa_text(self, asked: ChatRequest, conversation: str) -> str:
        """What Rasa reads: a payload this server issued or made, or words without a slash."""
        if asked.payload:
            issued = self._payloads.read(asked.payload, conversation)
            return issued if issued.startswith("/") else typed_text(issued)
        text = typed_text(asked.text)
        if len(text) > self._settings.message_max_chars:  # NFKC can make one character many
            raise GatewayError("too_long")
        if text:
            return text
        if asked.text:
            raise GatewayError("empty_message")
        if asked.language:
            return f"/change_language{json.dumps({'language': asked.language})}"
        if asked.location:
            return f"/give_place{json.dumps({'location': asked.location})}"
        raise GatewayError("empty_message")

    def _body(
        self,
        message_id: str,
        conversation: Conversation,
        messages: list[dict[str, Any]],
        person: Person,
    ) -> dict[str, Any]:
        language = _spoken(messages) or person.language()
        return {
            "token": self._tokens.issue(replace(conversation, language=language)),
            "message_id": message_id,
            "messages": messages,
            "language": language,
            "direction": direction(language),
        }

    async def _delete(self, request: Request, person: Person) -> dict[str, Any]:
        value = await read_json(request)
        person.asked = languages_of(value)
        token = read_token(value)
        if token is None:
            raise GatewayError("strange_token")
        person.conversation = conversation = self._tokens.read(token)
        await self._limit(request, None)
        message_id = str(value.get("message_id", ""))[:64]
        return await self._deleted(conversation.id, message_id, person.language())

    async def _deleted(self, conversation: str, message_id: str, language: str) -> dict[str, Any]:
        done = await self._turns.delete(conversation)
        text = translate(language, DELETED if done else DELETION_RUNNING)
        return {
            "token": None,
            "message_id": message_id,
            "messages": [{"text": text}],
            "deleted": done,
            "language": language,
            "direction": direction(language),
        }

    async def config(self, request: Request) -> Response:
        """GET /chat/config?languages=uk,de: everything the widget says by itself."""
        asked = request.query_params.get("languages", "")[:200].split(",")
        language = first_supported([*asked, *accepted(request.headers.get("accept-language", ""))])
        listed = [
            {"code": entry.code, "name": entry.own_name, "direction": entry.direction}
            for entry in menu()
        ]
        body = {
            "language": language,
            "direction": direction(language),
            "languages": listed,
            "texts": widget_texts(language, self._settings.retention_days),
            "greeting": translate(language, GREETING),
            "message_max_chars": self._settings.message_max_chars,
        }
        return JSONResponse(body, headers={"Cache-Control": "no-cache", "Vary": "Accept-Language"})


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _metadata(asked: ChatRequest) -> dict[str, Any]:
    return {
        "page_language": asked.page_language,
        "browser_languages": list(asked.browser_languages),
        "chosen_language": asked.language,
        "location": asked.location,
    }


def _spoken(messages: list[dict[str, Any]]) -> str | None:
    """The language that the bot says it answered in."""
    for message in reversed(messages):
        custom = message.get("custom")
        if isinstance(custom, dict) and custom.get("language") in LANGUAGES:
            return str(custom["language"])
    return None
