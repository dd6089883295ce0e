"""What a client may send to `/chat`, read strictly: whatever else comes is refused."""

from __future__ import annotations

import asyncio
import json
import math
import re
from dataclasses import dataclass
from typing import Any

from starlette.requests import ClientDisconnect, Request

from bot.gateway.errors import GatewayError
from bot.languages import LANGUAGES

BODY_MAX_BYTES = 131_072  # a message far too long is still read, to refuse it in its language
_BODY_SECONDS = 10.0
_TOKEN_MAX_CHARS = 1_000
_PAYLOAD_MAX_CHARS = 4_000
_LANGUAGES_MAX = 10
_MESSAGE_ID = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}")
# 3 decimals are about 100 metres: near enough for "2.3 km", and no more than that is passed on.
_LOCATION_DECIMALS = 3


@dataclass(frozen=True)
class ChatRequest:
    """One message as the client sent it. Languages are BCP 47 tags, the location is in degrees."""

    message_id: str
    token: str | None = None
    text: str = ""
    payload: str | None = None
    language: str | None = None  # picked in the widget's menu
    page_language: str | None = None
    browser_languages: tuple[str, ...] = ()
    location: dict[str, float] | None = None

    def content(self) -> str:
        """What makes it the same message when it comes again."""
        return json.dumps([self.text, self.payload, self.language, self.location])


async def read_json(request: Request) -> dict[str, Any]:
    """The body as a JSON object. Raises GatewayError: wrong type, too long, too slow, no JSON."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise GatewayError("wrong_type")
    try:
        body = await asyncio.wait_for(_read_body(request), _BODY_SECONDS)
    except TimeoutError:
        raise GatewayError("slow_request") from None
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise GatewayError("invalid_request") from None
    if not isinstance(value, dict):
        raise GatewayError("invalid_request")
    return value


async def _read_body(request: Request) -> bytes:
    if int(request.headers.get("content-length") or 0) > BODY_MAX_BYTES:
        raise GatewayError("too_long")
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > BODY_MAX_BYTES:
                raise GatewayError("too_long")
    except ClientDisconnect:
        raise GatewayError("slow_request") from None
    return bytes(body)


def parse(value: dict[str, Any], max_chars: int) -> ChatRequest:
    """The message in a JSON object. `max_chars` is for the text. Raises GatewayError."""
    text = _string(value, "text") or ""
    if len(text) > max_chars:
        raise GatewayError("too_long")
    message_id = _string(value, "message_id") or ""
    if not _MESSAGE_ID.fullmatch(message_id):
        raise GatewayError("invalid_request")
    language = _string(value, "language")
    if language is not None and language not in LANGUAGES:
        raise GatewayError("invalid_request")
    return ChatRequest(
        message_id=message_id,
        token=read_token(value),
        text=text,
        payload=_string(value, "payload", _PAYLOAD_MAX_CHARS),
        language=language,
        page_language=_tag(value.get("page_language")),
        browser_languages=_tags(value.get("browser_languages")),
        location=_location(value.get("location")),
    )


def languages_of(value: dict[str, Any]) -> ChatRequest:
    """What a request tells of the person's language, whatever else is wrong with it."""
    language, text = value.get("language"), value.get("text")
    return ChatRequest(
        message_id="",
        text=text[:200] if isinstance(text, str) else "",
        language=language if isinstance(language, str) and language in LANGUAGES else None,
        page_language=_tag(value.get("page_language")),
        browser_languages=_tags(value.get("browser_languages")),
    )


def read_token(value: dict[str, Any]) -> str | None:
    """The conversation token of a request, if it has one."""
    return _string(value, "token", _TOKEN_MAX_CHARS)


def _string(value: dict[str, Any], key: str, max_chars: int | None = None) -> str | None:
    found = value.get(key)
    if found is not None and not isinstance(found, str):
        raise GatewayError("invalid_request")
    if found and max_chars and len(found) > max_chars:
        raise GatewayError("invalid_request")
    return found or None


def _tag(value: Any) -> str | None:
    """A language tag; a malformed one is the browser's fault, not the person's, and is dropped."""
    return value if isinstance(value, str) and _LANGUAGE_TAG.fullmatch(value) else None


def _tags(value: Any) -> tuple[str, ...]:
    found = value[:_LANGUAGES_MAX] if isinstance(value, list) else []
    return tuple(tag for item in found if (tag := _tag(item)))


def _location(value: Any) -> dict[str, float] | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise GatewayError("invalid_request")
    return {
        "latitude": _degrees(value.get("latitude"), 90),
        "longitude": _degrees(value.get("longitude"), 180),
    }


def _degrees(value: Any, most: int) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise GatewayError("invalid_request")
    if not math.isfinite(value) or abs(value) > most:
        raise GatewayError("invalid_request")
    return round(float(value), _LOCATION_DECIMALS)
