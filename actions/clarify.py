"""Asks back after an unclear message and keeps it, masked, for the operator."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.replying import directory, send, situation, today
from bot.dialogue.clarifying import clarify
from bot.dialogue.recommending import recommend
from bot.operating.inbox import inbox


class Clarify(Action):
    """Asks back after an unclear message and keeps it, masked, for the operator."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_clarify"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answer the latest message."""
        known = situation(tracker)
        if known.needs and (known.said.get("place") or known.said.get("candidate")):
            return send(dispatcher, known, recommend(known, directory(), today()))
        message = tracker.latest_message or {}
        inbox().record(
            message.get("text") or "", known.language, message.get("understanding") or {}
        )
        return send(dispatcher, known, clarify(known))
