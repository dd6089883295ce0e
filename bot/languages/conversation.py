"""Which language a conversation goes on in after a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.languages import LANGUAGES
from bot.languages.alike import same_language
from bot.languages.detect import SURE, LanguageDetector
from bot.languages.guess import guess
from bot.text import script_of


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
    conversation = _settled(detection.language, prior, text) if sure else prior
    return Choice(detected, detection.confidence, conversation, detection.off_list)


def _settled(detected: str | None, prior: str | None, text: str) -> str | None:
    """The language to go on in, of those that hardly differ: the conversation's own choice, or
    the one that stands for them where it is written in the same letters."""
    if detected is None or prior is None or not same_language(prior, detected):
        stands_for = LANGUAGES[detected].detected_as if detected in LANGUAGES else None
        if stands_for and script_of(text) in LANGUAGES[stands_for].scripts:
            return stands_for
        return detected
    return prior
