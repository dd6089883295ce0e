"""Button payloads: only those that this server issued, to the conversation it issued them to."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from bot.gateway.errors import GatewayError
from bot.text import normalise

# Rasa takes these as orders to forget; no button of Lotse needs them.
_FORBIDDEN = re.compile(r"\s*/\s*(restart|back|session_start)\b", re.IGNORECASE)
# Buttons that the widget must act upon itself, and the word it is told.
_WIDGET_ACTIONS = {"/ask_location": "location", "/delete_data": "delete"}
DELETE = "/delete_data"
# What people read as a slash; NFKC turns only the full-width one into "/".
_SLASHES = frozenset("/\\⁄∕⧸⧵／＼﹨╱╲⟋⟍⫻⫽∖")
_INVISIBLE_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u180e")


def _is_unseen(character: str) -> bool:
    return (
        character.isspace()
        or character in _INVISIBLE_LETTERS
        or unicodedata.category(character)[0] in "CZM"
    )


def typed_text(text: str) -> str:
    """What a person typed, normalised; it never starts with a slash of any kind.

    Rasa strips blanks and takes what starts with `/` as an order, so slashes in front, and
    whatever is invisible before or between them, go; the words stay: `/need_visa` is a text.
    """
    text = normalise(text).lstrip("\u200c ")
    front = 0
    for position, character in enumerate(text):
        if character in _SLASHES:
            front = position + 1
        elif not _is_unseen(character):
            break
    return text[front:].lstrip("\u200c ")


class Payloads:
    """Signs the payloads of an answer for one conversation, and reads them back."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def _serializer(self, conversation: str) -> URLSafeSerializer:
        return URLSafeSerializer(
            self._secret,
            salt=f"lotse.button.{conversation}",
            signer_kwargs={"digest_method": hashlib.sha256},
        )

    def read(self, payload: str, conversation: str) -> str:
        """The payload behind a button. Raises GatewayError for one this conversation never got."""
        try:
            issued = self._serializer(conversation).loads(payload)
        except (BadData, ValueError, TypeError):
            raise GatewayError("strange_button") from None
        if not isinstance(issued, str) or _FORBIDDEN.match(issued):
            raise GatewayError("strange_button")
        return issued

    def sign(self, value: Any, conversation: str) -> Any:
        """The answer (any JSON value), every payload signed, forbidden buttons left out."""
        if isinstance(value, list):
            kept = (item for item in value if not _forbidden_button(item))
            return [self.sign(item, conversation) for item in kept]
        if not isinstance(value, dict):
            return value
        signed = {key: self.sign(item, conversation) for key, item in value.items()}
        if isinstance(payload := value.get("payload"), str):
            signed["payload"] = str(self._serializer(conversation).dumps(payload))
            if action := _WIDGET_ACTIONS.get(payload.strip()):
                signed["action"] = action
        return signed


def _forbidden_button(item: Any) -> bool:
    return isinstance(item, dict) and bool(_FORBIDDEN.match(str(item.get("payload", ""))))
