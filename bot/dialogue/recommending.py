"""Which answer a person gets who looks for advice: a question back, or offers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.dialogue.needs import TITLES
from bot.dialogue.situation import TRAINING, Situation
from bot.directory.search import Recommendation, contacts, search
from bot.directory.store import DirectoryStore
from bot.languages import FALLBACK, direction
from bot.messages.cards import card
from bot.messages.catalogue import spoken, translate
from bot.places import Place
from bot.understanding.taxonomy import PREFIX

FAR = 50.0  # kilometres from which an offer no longer counts as near
BOTH = 2  # offers a need when a message holds two
ALONE = 3


@dataclass
class Reply:
    """What is said, in order, and which slots are set.

    `messages` are keyword arguments for the dispatcher's `utter_message`.
    """

    messages: list[dict[str, Any]] = field(default_factory=list)
    slots: dict[str, Any] = field(default_factory=dict)

    def say(self, response: str, **values: Any) -> Reply:
        """Add a response of the domain."""
        self.messages.append({"response": response, **values})
        return self

    def show(self, recommendations: Iterable[Recommendation], language: str, today: date) -> Reply:
        """Add offers as cards, in English for a language without texts."""
        language = spoken(language)
        cards = [card(recommendation, language, today) for recommendation in recommendations]
        custom = {"offers": cards, "language": language, "direction": direction(language)}
        self.messages.append({"json_message": custom})
        return self


def recommend(situation: Situation, store: DirectoryStore, today: date) -> Reply:
    """Answer a need, a place or both: ask for what is missing, else show the first offers."""
    reply = _question(situation) or _offers(situation, store, today, shown=())
    reply.slots = _named_by_button(situation) | _outdated(situation) | reply.slots
    return reply


def more(situation: Situation, store: DirectoryStore, today: date) -> Reply:
    """The next offers for the same needs and place."""
    return _question(situation) or _offers(situation, store, today, shown=situation.shown)


def people(situation: Situation, store: DirectoryStore, today: date) -> Reply:
    """Phone numbers of the nearest and the nationwide offers, for somebody who wants a person."""
    need = situation.needs[0] if situation.needs else ""
    found = contacts(store, situation.query(need, today))
    language = situation.language or FALLBACK
    return Reply().say("utter_people").show(found, language, today)


def _named_by_button(situation: Situation) -> dict[str, list[str]]:
    """A button's need, which Rasa fills no slot from."""
    by_button = situation.intent.startswith(PREFIX) and "need" not in situation.said
    return {"needs": list(situation.needs)} if by_button else {}


def _outdated(situation: Situation) -> dict[str, None]:
    """The slots that end with what the message said: of town, position and telephone the last."""
    outdated: dict[str, None] = {}
    if situation.said.get("place"):
        outdated["location"] = None
        if situation.mode and situation.wished_mode is None:
            outdated["mode"] = None
    elif situation.said.get("location"):
        outdated |= {"place": None, "mode": None}
    return outdated


def _question(situation: Situation) -> Reply | None:
    if len(situation.candidates) > 1 and not situation.said.get("place"):
        return _which_place(situation.candidates)
    if _wants_another_place(situation):
        return Reply(slots={"place": None, "location": None, "mode": None}).say("utter_ask_place")
    if not situation.needs:
        return _ask_need(situation.where)
    if not (situation.where or situation.wished_mode or situation.abroad):
        return Reply().say("utter_ask_place")
    return None


def _wants_another_place(situation: Situation) -> bool:
    said = ("place", "location", "mode", "abroad")
    return situation.intent == "give_place" and not any(
        value is not None for name in said for value in situation.said.get(name, [])
    )


def _which_place(candidates: tuple[Place, ...]) -> Reply:
    buttons = [
        {
            "title": f"{place.name} ({place.state})",
            "payload": "/give_place" + _json({"place": place.as_dict()}),
        }
        for place in candidates
    ]
    return Reply().say("utter_ask_which_place", name=candidates[0].name, buttons=buttons)


def _ask_need(where: Place | None) -> Reply:
    if where and where.name:
        return Reply().say("utter_ask_need", place=where.name)
    return Reply().say("utter_ask_need_without_place")


def _offers(
    situation: Situation, store: DirectoryStore, today: date, shown: tuple[str, ...]
) -> Reply:
    language = situation.language or FALLBACK
    reply = Reply(slots={"attempts": 0})
    limit = ALONE if len(situation.needs) < 2 else BOTH
    for need in situation.needs[:2]:
        query = situation.query(need, today, exclude=shown, limit=limit)
        found = search(store, query)
        if found:
            _introduce(reply, situation, need, found, language)
            reply.show(found, language, today)
            shown = (*shown, *(item.offer.id for item in found))
    reply.slots["shown_offers"] = list(shown)
    if any("json_message" in message for message in reply.messages):
        return reply.say("utter_after_offers")
    return _nothing(reply, situation, store, today, language)


def _introduce(
    reply: Reply, situation: Situation, need: str, found: list[Recommendation], language: str
) -> None:
    if len(situation.needs) > 1:
        reply.messages.append({"text": translate(language, TITLES[need])})
    if need == TRAINING:
        reply.say("utter_offers_training")
    elif situation.abroad:
        reply.say("utter_place_abroad")
    elif situation.remote or not situation.where:
        reply.say("utter_offers_remote")
    elif _near(found, situation.where) or not situation.where.name:
        reply.say("utter_offers")
    else:
        reply.say("utter_offers_far", place=situation.where.name)


def _near(found: list[Recommendation], where: Place) -> bool:
    if where.kind == "state":
        return any(item.offer.state == where.name for item in found)
    return any(
        item.distance.precision == "same_place" or item.distance.kilometres <= FAR
        for item in found
        if item.distance
    )


def _nothing(
    reply: Reply, situation: Situation, store: DirectoryStore, today: date, language: str
) -> Reply:
    if situation.shown:
        return reply.say("utter_no_more_offers")
    need = situation.needs[0]
    found = contacts(store, situation.query(need, today))
    return reply.say("utter_no_offers").show(found, language, today)


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
