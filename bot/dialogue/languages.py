"""Going on in another language."""

from __future__ import annotations

from bot.dialogue.recommending import Reply
from bot.dialogue.situation import Situation
from bot.messages.menu import language_buttons


def change_language(situation: Situation) -> Reply:
    """Confirm the new language in itself, or offer the languages when none was named.

    The slot is already set when this runs, so that the confirmation is in the new language.
    """
    by_button = situation.said.get("language") and "language_named" not in situation.said
    if by_button or any(situation.said.get("language_named", [])):
        return Reply().say("utter_language_changed")
    return Reply().say("utter_ask_language", buttons=language_buttons())
