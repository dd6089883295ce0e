"""Gives phone numbers of people near and nationwide."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.replying import directory, send, situation, today
from bot.dialogue.recommending import people


class TalkToHuman(Action):
    """Gives phone numbers of people near and nationwide."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_talk_to_human"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answer the latest message."""
        known = situation(tracker)
        return send(dispatcher, known, people(known, directory(), today()))
