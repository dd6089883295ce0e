"""Which language a conversation goes on in after a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.languages.detect import SURE, LanguageDetector
from bot.languages.guess import guess


@dataclass(frozen=True)
class Choice:
    """What a message was found to be written in, and what follows for the conversation.

    `detected`: the message's language, to understand it by; None when the conversation's is the
    better guess. `conversation`: the language to answer in; None when there is nothing to go by.
    `off_list`: the message is surely in a language that Lotse doesn't speak.
    """

    detected: str | None
    confidence: float
    conversation: str | None
    off_list: bool = False


def choose_language(
    detector: LanguageDetector, text: str, current: str | None, metadata: Mapping[str, Any]
) -> Choice:
    """Detect with the best prior there is, and keep the current language when unsure.

    Without any prior an unsure guess still serves to understand the message, not to answer it.
    """
    prior = current or guess(metadata)
    detection = detector.detect(text, prior=prior)
    sure = detection.language is not None and detection.confidence >= SURE
    detected = detection.language if sure or prior is None else None
    conversation = detection.language if sure else prior
    return Choice(detected, detection.confidence, conversation, detection.off_list)
