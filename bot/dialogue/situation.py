"""What is known of a person at a turn of the dialogue, read from the slots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.directory.search import Query
from bot.languages import FALLBACK
from bot.languages.guess import guess
from bot.places import Place
from bot.understanding.taxonomy import PREFIX

REMOTE = frozenset({"phone", "online"})
TRAINING = "intercultural_training"


@dataclass(frozen=True)
class Situation:
    """The slots of a conversation and what its latest message said.

    `said` holds the entities of the latest message by name, each a list.
    """

    language: str | None = None
    needs: tuple[str, ...] = ()
    place: Place | None = None
    near: Place | None = None
    abroad: bool = False
    origin: str | None = None
    community: str | None = None
    advice_language: str | None = None
    mode: str | None = None
    shown: tuple[str, ...] = ()
    attempts: int = 0
    intent: str = ""
    said: Mapping[str, list[Any]] = field(default_factory=dict)
    understanding: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, slots: Mapping[str, Any], message: Mapping[str, Any]) -> Situation:
        """From a tracker's slots and its latest message, as the action server gets them."""
        said: dict[str, list[Any]] = {}
        for entity in message.get("entities") or []:
            said.setdefault(entity["entity"], []).append(entity.get("value"))
        intent = (message.get("intent") or {}).get("name") or ""
        return cls(
            language=slots.get("language") or guess(message.get("metadata") or {}),
            needs=_needs(slots, intent, "need" in said),
            place=Place.from_dict(slots["place"]) if slots.get("place") else None,
            near=_position(slots.get("location")),
            abroad=bool(slots.get("abroad")),
            origin=slots.get("origin"),
            community=slots.get("community"),
            advice_language=slots.get("advice_language"),
            mode=slots.get("mode"),
            shown=tuple(slots.get("shown_offers") or ()),
            attempts=int(slots.get("attempts") or 0),
            intent=intent,
            said=said,
            understanding=message.get("understanding") or {},
        )

    @property
    def where(self) -> Place | None:
        """The place that was named or the position that was told, whichever came last."""
        if self.said.get("location"):
            return self.near
        return self.place or self.near

    @property
    def wished_mode(self) -> str | None:
        """How advice is wanted; a town or position told since ends what was wished before."""
        told_where = self.said.get("place") or self.said.get("location")
        return None if told_where and not self.said.get("mode") else self.mode

    @property
    def remote(self) -> bool:
        """Advice is wanted by phone or online, wherever it comes from."""
        return self.wished_mode in (*REMOTE, "remote") and not self.said.get("place")

    @property
    def candidates(self) -> tuple[Place, ...]:
        """Places of the same name between which the person must choose."""
        return tuple(Place.from_dict(value) for value in self.said.get("candidate", []))

    def query(self, need: str, today: date, exclude: tuple[str, ...] = (), limit: int = 3) -> Query:
        """The search for offers for one need."""
        mode = self.wished_mode
        modes = REMOTE if self.remote else frozenset({mode} if mode else ())
        return Query(
            needs=(need,),
            language=self.advice_language or self.language or FALLBACK,
            place=None if self.remote else self.where,
            modes=frozenset(modes),
            community=self.community,
            origin=self.origin,
            abroad=self.abroad,
            today=today,
            exclude=frozenset(exclude),
            limit=limit,
        )


def _needs(slots: Mapping[str, Any], intent: str, in_words: bool) -> tuple[str, ...]:
    """The needs of the slots; a button names one by its intent alone."""
    if intent.startswith(PREFIX) and not in_words:
        return (intent.removeprefix(PREFIX),)
    return tuple(slots.get("needs") or ())


def _position(location: Mapping[str, Any] | None) -> Place | None:
    if not location:
        return None
    return Place(
        name="",
        kind="point",
        state=None,
        postal_code=None,
        latitude=float(location["latitude"]),
        longitude=float(location["longitude"]),
        precision="point",
    )
