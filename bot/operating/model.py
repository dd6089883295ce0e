"""A trained model, loaded in this process to understand messages one by one."""

from __future__ import annotations

import asyncio
import logging
import time
from pathlib import Path
from typing import Any

from bot.errors import OperatorError
from bot.settings import settings


def newest(folder: Path | None = None) -> Path:
    """The newest model file. Raises OperatorError when none is trained."""
    folder = folder or settings().models
    found = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not found:
        raise OperatorError(f"{folder}: no model is trained; run `lotse train`.")
    return found[-1]


class Model:
    """Understands messages with a trained model, before any fallback."""

    def __init__(self, path: Path) -> None:
        from rasa.core.agent import Agent
        from rasa.utils.log_utils import configure_structlog

        configure_structlog(logging.WARNING)
        self.path = path
        self._loop = asyncio.new_event_loop()
        self._processor = Agent.load(str(path)).processor

    def understand(self, text: str) -> dict[str, Any]:
        """Rasa's parse of a message, with everything that Lotse's components add."""
        from rasa.core.channels import UserMessage

        message = UserMessage(text or " ")
        parsed: dict[str, Any] = self._loop.run_until_complete(
            self._processor.parse_message(message)
        )
        return parsed

    def parse(self, text: str) -> dict[str, Any]:
        """What `lotse parse` prints for a message; see docs/understanding.md for each key."""
        start = time.perf_counter()
        parsed = self.understand(text)
        milliseconds = (time.perf_counter() - start) * 1000
        meaning, facts = parsed["understanding"], parsed["facts"]
        return {
            "text": text,
            "language": parsed.get("language"),
            "language_confidence": round(parsed["language_confidence"], 4),
            "intent": _rounded(meaning["intent"]),
            "needs": meaning["needs"],
            "ranking": [_rounded(entry) for entry in meaning["ranking"]],
            "fallback": parsed["intent"]["name"] == "nlu_fallback",
            "out_of_scope_score": round(meaning["out_of_scope_score"], 4),
            "emergency": meaning["emergency"],
            "place": _place(facts["place"]),
            "abroad": facts.get("abroad"),
            "origin": facts["origin"],
            "occupation": facts["occupation"],
            "milliseconds": round(milliseconds, 3),
        }


def _rounded(entry: dict[str, Any]) -> dict[str, Any]:
    return {"name": entry["name"], "confidence": round(entry["confidence"], 4)}


def _place(place: dict[str, Any] | None) -> dict[str, Any] | None:
    keys = ("name", "postal_code", "state", "latitude", "longitude")
    return {key: place[key] for key in keys} if place else None
