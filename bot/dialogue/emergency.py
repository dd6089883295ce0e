"""The numbers for an emergency, by kind; each with the page it was taken from.

Nationwide, free of charge; read on 2026-11-22. Everyone gets 112 and 110; the help line of the
kind stands first where talking helps more than a siren.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.recommending import Reply
from bot.dialogue.situation import Situation
from bot.languages import direction
from bot.messages.catalogue import _, spoken, translate


@dataclass(frozen=True)
class Number:
    """A telephone number, the English label that is translated, and where the number stands."""

    number: str
    label: str
    source: str


AMBULANCE = Number("112", _("Ambulance and fire brigade"), "https://www.bbk.bund.de")
POLICE = Number("110", _("Police"), "https://www.polizei.de")
WOMEN = Number("116 016", _("Help for women who suffer violence"), "https://www.hilfetelefon.de")
CRISIS = Number("116 123", _("Someone to talk to in a crisis"), "https://www.telefonseelsorge.de")
CHILD = Number(
    "116 111", _("Help for children and young people"), "https://www.nummergegenkummer.de"
)

BY_KIND: dict[str, tuple[Number, ...]] = {
    "medical": (AMBULANCE, POLICE),
    "violence": (POLICE, AMBULANCE),
    "women": (POLICE, WOMEN, AMBULANCE),
    "crisis": (CRISIS, AMBULANCE, POLICE),
    "child": (POLICE, CHILD, AMBULANCE),
}


def numbers(kind: str | None) -> tuple[Number, ...]:
    """The numbers for a kind of emergency; every number there is when the kind is unclear."""
    return BY_KIND.get(kind or "", (AMBULANCE, POLICE, WOMEN, CRISIS, CHILD))


def alarm(situation: Situation) -> Reply:
    """The answer to an emergency: one sentence and the numbers; abroad, whom to call there."""
    language = spoken(situation.language)
    reply = Reply()
    if situation.abroad:
        return reply.say("utter_emergency_abroad")
    kind = situation.understanding.get("kind")
    shown = [
        {"number": entry.number, "label": translate(language, entry.label)}
        for entry in numbers(kind)
    ]
    custom = {
        "emergency": {"kind": kind, "numbers": shown},
        "language": language,
        "direction": direction(language),
    }
    reply.say("utter_emergency")
    reply.messages.append({"json_message": custom})
    return reply
