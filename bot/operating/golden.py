"""Golden messages: what every model must understand before it goes live (`data/golden.yml`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.errors import OperatorError
from bot.languages.alike import same_language
from bot.settings import settings
from bot.understanding.taxonomy import EMERGENCY, INTENTS

_SHOWN = 10  # failed messages in one sentence
Understand = Callable[[str], dict[str, Any]]


@dataclass(frozen=True)
class Golden:
    """A message with what it means. It is an emergency if its intent is that one, else not."""

    text: str
    language: str
    intent: str


def golden_messages(path: Path | None = None) -> list[Golden]:
    """The messages of a file. Raises OperatorError that names the file and what is wrong in it."""
    path = path or settings().root / "data" / "golden.yml"
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
        messages = [Golden(**entry) for entry in content["messages"]]
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        detail = " ".join(str(error).split())
        raise OperatorError(
            f"{path}: golden messages can't be read ({detail}); each is text, language, intent."
        ) from None
    unknown = [message.intent for message in messages if message.intent not in INTENTS]
    if unknown or not messages:
        problem = f"no such intent: {unknown[0]}" if unknown else "no message"
        raise OperatorError(f"{path}: {problem}; mend the file.")
    return messages


def failures(messages: list[Golden], understand: Understand) -> list[str]:
    """The messages that a model misunderstands, each as one phrase.

    `understand` answers a text with `intent`, `language` and `emergency`, as a Rasa process of
    Lotse does (bot.gateway.rasa_channel).
    """
    return [
        phrase for message in messages if (phrase := _failure(message, understand(message.text)))
    ]


def _failure(message: Golden, said: dict[str, Any]) -> str | None:
    meant = {"intent": message.intent, "emergency": message.intent == EMERGENCY}
    understood = {"intent": said["intent"]["name"], "emergency": said["emergency"]}
    wrong = [
        f"{key} {understood[key]} instead of {meant[key]}"
        for key in meant
        if understood[key] != meant[key]
    ]
    if not same_language(message.language, said["language"]):
        wrong.append(f"language {said['language']} instead of {message.language}")
    return f"“{message.text}” ({', '.join(wrong)})" if wrong else None


def refusal(name: str, failed: list[str], total: int) -> OperatorError:
    """The sentence that says why a model does not go live."""
    more = f" and {len(failed) - _SHOWN} more" if len(failed) > _SHOWN else ""
    return OperatorError(
        f"{name} does not go live, nothing has changed: it fails {len(failed)} of {total} golden "
        f"messages: {'; '.join(failed[:_SHOWN])}{more}; teach it these, or mend data/golden.yml."
    )
