"""Shows the next offers for the same needs and place."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.replying import directory, send, situation, today
from bot.dialogue.recommending import more


class MoreOffers(Action):
    """Shows the next offers for the same needs and place."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_more_offers"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answer the latest message."""
        known = situation(tracker)
        return send(dispatcher, known, more(known, directory(), today()))
