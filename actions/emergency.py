"""Gives the emergency numbers for the kind of need, at once."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.replying import send, situation
from bot.dialogue.emergency import alarm


class Emergency(Action):
    """Gives the emergency numbers for the kind of need, at once."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_emergency"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answer the latest message."""
        known = situation(tracker)
        return send(dispatcher, known, alarm(known))
