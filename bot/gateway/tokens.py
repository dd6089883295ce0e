"""Conversation tokens: signed, so that nobody can take up somebody else's conversation."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from itsdangerous import BadData, URLSafeTimedSerializer

from bot.gateway.errors import GatewayError

_DAY = 86_400


@dataclass(frozen=True)
class Conversation:
    """What a token says: the conversation's id and the language of its last answer."""

    id: str
    language: str | None


class Tokens:
    """Issues and reads tokens. One is good for `days` after the answer that it came with."""

    def __init__(self, secret: str, days: int) -> None:
        self._secret = secret.encode()
        self._serializer = URLSafeTimedSerializer(
            secret, salt="lotse.conversation", signer_kwargs={"digest_method": hashlib.sha256}
        )
        self._seconds = days * _DAY

    def issue(self, conversation: Conversation) -> str:
        """The token to hand to the client."""
        return str(self._serializer.dumps([conversation.id, conversation.language]))

    def read(self, token: str) -> Conversation:
        """The conversation of a token. Raises GatewayError: not ours, or too old."""
        try:
            identity, language = self._serializer.loads(token, max_age=self._seconds)
        except (BadData, ValueError, TypeError):
            raise GatewayError("strange_token") from None
        return Conversation(identity, language)

    def new_conversation(self, address: str, message_id: str, content: str) -> Conversation:
        """A conversation for a message without token.

        The first message may be sent twice before its token arrives. With an unguessable
        message id (a UUID) the same message from the same address opens the same conversation.
        """
        if len(message_id) < 22:
            return Conversation(secrets.token_urlsafe(24), None)
        return Conversation(self.digest("first", address, message_id, content), None)

    def digest(self, *parts: str) -> str:
        """A keyed digest, to remember something without keeping it."""
        text = "\0".join(parts).encode("utf-8", "surrogatepass")
        return hmac.new(self._secret, text, hashlib.sha256).hexdigest()[:40]
