"""Goes on in another language, or offers the languages when none was named."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.replying import send, situation
from bot.dialogue.languages import change_language


class ChangeLanguage(Action):
    """Goes on in another language, or offers the languages when none was named."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_change_language"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answer the latest message."""
        known = situation(tracker)
        return send(dispatcher, known, change_language(known))
