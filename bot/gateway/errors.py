"""Every way in which the gateway says no: status, code, and a sentence in the person's language."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from starlette.responses import JSONResponse

from bot.errors import PersonError
from bot.languages import direction
from bot.messages.catalogue import _, translate

# code -> HTTP status and the sentence that the person reads.
KINDS: dict[str, tuple[int, str]] = {
    "invalid_request": (400, _("I could not read this message. Please send it again.")),
    "empty_message": (400, _("Your message is empty. Please write what you need help with.")),
    "strange_token": (
        401,
        _("This conversation has ended. Please send your message again to start a new one."),
    ),
    "strange_button": (
        400,
        _("This button is no longer valid. Please write what you need in your own words."),
    ),
    "strange_origin": (403, _("This website is not allowed to use this chat.")),
    "not_found": (404, _("There is nothing at this address.")),
    "wrong_method": (405, _("This address can't be used in this way.")),
    "slow_request": (408, _("Your message did not arrive completely. Please send it again.")),
    "conversation_busy": (
        409,
        _("I am still answering your last message. Please wait a moment."),
    ),
    "message_id_reused": (409, _("I could not read this message. Please send it again.")),
    "too_long": (413, _("Your message is too long. Please write it in a few sentences.")),
    "wrong_type": (415, _("I could not read this message. Please send it again.")),
    "too_many": (429, _("You have sent many messages in a short time. Please wait a little.")),
    "internal": (500, _("Something went wrong. Please try again in a few minutes.")),
    "not_deleted": (
        500,
        _("Your data could not be deleted completely. Please try again in a few minutes."),
    ),
    "bad_answer": (502, _("Something went wrong. Please try again in a few minutes.")),
    "unavailable": (
        503,
        _("The assistant can't be reached at the moment. Please try again in a few minutes."),
    ),
    "timeout": (504, _("The answer is taking too long. Please try again in a few minutes.")),
}
_RETRY_AFTER_SECONDS = {"conversation_busy": 2.0, "unavailable": 5.0}


class GatewayError(PersonError):
    """A request that gets a refusal; `code` is one of KINDS, `retry_after` is in seconds."""

    def __init__(self, code: str, retry_after: float | None = None) -> None:
        self.code = code
        self.status, key = KINDS[code]
        self.retry_after = retry_after or _RETRY_AFTER_SECONDS.get(code)
        super().__init__(key)

    def headers(self) -> dict[str, str]:
        """Retry-After in whole seconds, where waiting helps."""
        return {"Retry-After": str(math.ceil(self.retry_after))} if self.retry_after else {}

    def body(self, language: str) -> dict[str, Any]:
        """The JSON body, its sentence in `language`."""
        return {
            "error": {
                "code": self.code,
                "message": translate(language, self.key),
                "language": language,
                "direction": direction(language),
            }
        }


def error_response(
    error: GatewayError, language: str, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """The refusal as an HTTP response."""
    return JSONResponse(
        error.body(language),
        status_code=error.status,
        headers={**error.headers(), **(headers or {})},
    )
