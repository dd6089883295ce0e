"""How a reply of the dialogue becomes what Rasa expects from an action."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.dialogue.recommending import Reply
from bot.dialogue.situation import Situation
from bot.directory.store import DirectoryStore
from bot.settings import settings
from bot.understanding.taxonomy import EMERGENCY


@cache
def directory() -> DirectoryStore:
    """The directory of offers, opened once."""
    return DirectoryStore(settings().directory_url)


def today() -> date:
    """The present day; the age of an offer is reckoned from it."""
    return date.today()


def situation(tracker: Tracker) -> Situation:
    """What is known at this turn."""
    return Situation.of(tracker.slots, tracker.latest_message or {})


def send(dispatcher: CollectingDispatcher, known: Situation, reply: Reply) -> list[dict[str, Any]]:
    """Say the reply and return its slots as events; a message that may hide an emergency gets
    the numbers with its answer."""
    for message in reply.messages:
        dispatcher.utter_message(**message)
    if known.understanding.get("concern") and known.intent != EMERGENCY and not known.abroad:
        dispatcher.utter_message(response="utter_concern")
    language = {"language": known.language} if known.language else {}
    return [SlotSet(name, value) for name, value in (language | reply.slots).items()]
