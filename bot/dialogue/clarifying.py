"""What is said when a message stays unclear: the likeliest needs as buttons, then other words."""

from __future__ import annotations

from typing import Any

from bot.dialogue.needs import TITLES
from bot.dialogue.recommending import Reply
from bot.dialogue.situation import Situation
from bot.languages import FALLBACK
from bot.messages.catalogue import translate
from bot.messages.menu import language_buttons

LIKELIEST = 3


def clarify(situation: Situation) -> Reply:
    """Ask back after an unclear message."""
    attempts = situation.attempts + 1
    reply = Reply(slots={"attempts": attempts})
    if situation.language is None:
        return reply.say("utter_ask_language", buttons=language_buttons())
    response = "utter_clarify" if attempts == 1 else "utter_clarify_again"
    return reply.say(response, buttons=_need_buttons(situation))


def _need_buttons(situation: Situation) -> list[dict[str, Any]]:
    language = situation.language or FALLBACK
    names = list(situation.understanding.get("likely", []))[:LIKELIEST]
    buttons = [
        {"title": translate(language, TITLES.get(need, need)), "payload": f"/need_{need}"}
        for need in names
    ]
    person = {"title": translate(language, "Talk to a person"), "payload": "/talk_to_human"}
    return [*buttons, person]
