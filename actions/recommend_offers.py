"""Answers a need, a place or both: offers, or the question that is missing."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.replying import directory, send, situation, today
from bot.dialogue.recommending import recommend


class RecommendOffers(Action):
    """Answers a need, a place or both: offers, or the question that is missing."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_recommend_offers"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answer the latest message."""
        known = situation(tracker)
        return send(dispatcher, known, recommend(known, directory(), today()))
