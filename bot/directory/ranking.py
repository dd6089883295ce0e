"""What makes an offer fit a person better: every weight of the ranking, and the terms of a score.

An offer must serve the need; then it is scored by adding up points, and what added points is what
the person is told as the reason. Nearness weighs most (80 in the same town, falling to about a
third every 40 km, 0 beyond 100 km), because advice happens face to face; a migrant organisation
(30) is what Lotse exists for and outweighs about 20 km, but never hundreds; one that is known not
to be one loses a little (5) and an unknown one neither gains nor loses. The person's language (25)
outweighs 15 km; a list of languages without theirs costs 10, a missing list nothing, so that the
unknown stands between. An organisation of the person's own community adds 12. An offer that serves
the person's Land as a whole, or lies in the Land when that is all they told, adds 60. Nationwide
offers add 4 while something is near and 20 when nothing is, when telephone (8) and online advice
(6) count too, as they do when asked for. A check within two years adds up to 10, an older one takes
up to 10 away, and an undated offer loses them all. Lines for emergencies lose 25 when something
else is asked. Of several needs asked at once each that is served adds its share of 120. For a
person abroad the need asked adds 120, a related one (visa, recognition) 5; what needs a visit loses
40, and half of it when that isn't known. Training for employers, authorities and associations has
weights of its own: no language, no community; distance falls slowly because trainers travel, and
networks of the Land or the whole country weigh like a neighbour. Whoever wants a person on the
telephone gets numbers that fit the need first (200), and distance falls half as fast.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from langcodes import Language

from bot.directory.distances import NEAR_KM, Distance
from bot.directory.offer import Offer
from bot.languages import LANGUAGES

if TYPE_CHECKING:
    from bot.directory.search import Query

EMERGENCY = "emergency"
FROM_ABROAD = ("visa", "recognition")  # needs of people who are still abroad
REMOTE = ("phone", "online")


@dataclass(frozen=True)
class Weights:
    """Points of each term; `distance_scale` in kilometres. Explained at the top of this module."""

    need: float = 120.0
    related_need: float = 5.0
    migrant_organisation: float = 30.0
    other_organisation: float = -5.0
    language: float = 25.0
    other_language: float = -10.0
    community: float = 12.0
    distance: float = 80.0
    distance_scale: float = 40.0
    state: float = 60.0
    whole_state: bool = False  # whether every offer in the person's Land counts as serving it
    nationwide: float = 4.0
    nationwide_alone: float = 20.0
    phone: float = 8.0
    online: float = 6.0
    visit_from_abroad: float = -40.0
    checked: float = 10.0
    emergency_line: float = -25.0


ADVICE = Weights()
TRAINING = replace(
    ADVICE,
    language=0.0,
    other_language=0.0,
    community=0.0,
    distance=30.0,
    distance_scale=100.0,
    whole_state=True,
    state=25.0,
    nationwide=25.0,
    nationwide_alone=25.0,
)
CONTACT = replace(ADVICE, need=200.0, distance_scale=80.0)

_CHECKED_FULLY = 365  # days for which a check counts in full; it halves every year after


class Term(NamedTuple):
    """One part of a score: what it is about, its value for the reason shown, its points."""

    kind: str
    value: str | float | Distance | None
    points: float


class Circumstances(NamedTuple):
    """What holds for the whole search: nothing near, and whether needs tell offers apart."""

    alone: bool
    needs_differ: bool


def terms(
    offer: Offer,
    query: Query,
    distance: Distance | None,
    weights: Weights,
    circumstances: Circumstances,
) -> list[Term]:
    """The parts of an offer's score, those without points left out."""
    found = [
        *_needs(offer, query, weights, circumstances),
        _organisation(offer, weights),
        _language(offer, query, weights),
        _community(offer, query, weights),
        _distance(offer, distance, weights),
        *_reach(offer, query, weights, circumstances.alone),
        _checked(offer, query.today, weights),
    ]
    return [term for term in found if term.points]


def speaks(offer: Offer, language: str) -> bool:
    """Whether an offer lists a language or a variant of it (Dari for Persian)."""
    return _base(language) in {_base(code) for code in offer.languages}


def in_state(offer: Offer, query: Query, whole: bool) -> bool:
    """Whether an offer serves the person's Land; with `whole`, whether it lies in it."""
    place = query.place
    if place is None or not place.state or offer.nationwide or offer.state != place.state:
        return False
    return whole or place.kind == "state" or offer.serves_land


def freshness(last_checked: str | None, today: date) -> float:
    """How much a check still says: 1 in its first year, halving every year after, 0 undated."""
    if not last_checked:
        return 0.0
    days = (today - _middle(last_checked)).days
    return 1.0 if days <= _CHECKED_FULLY else 0.5 ** ((days - _CHECKED_FULLY) / 365)


def _needs(
    offer: Offer, query: Query, weights: Weights, circumstances: Circumstances
) -> list[Term]:
    served = [need for need in query.needs if need in offer.needs]
    found = []
    if circumstances.needs_differ:
        share = weights.need / len(query.needs)
        found = [Term("need", need, share) for need in served]
    if query.abroad and not served:
        related = next((need for need in FROM_ABROAD if need in offer.needs), None)
        found.append(Term("need", related, weights.related_need if related else 0.0))
    if EMERGENCY in offer.needs and EMERGENCY not in query.needs:
        found.append(Term("emergency_line", None, weights.emergency_line))
    return found


def _organisation(offer: Offer, weights: Weights) -> Term:
    points = {True: weights.migrant_organisation, False: weights.other_organisation, None: 0.0}
    return Term("mo", None, points[offer.is_mo])


def _language(offer: Offer, query: Query, weights: Weights) -> Term:
    if speaks(offer, query.language):
        return Term("language", query.language, weights.language)
    # Every counselling centre in Germany speaks German, whatever else it lists.
    listed = offer.languages and _base(query.language) != "de"
    return Term("language", None, weights.other_language if listed else 0.0)


def _community(offer: Offer, query: Query, weights: Weights) -> Term:
    wanted = (query.community, query.origin, query.language)
    code = next((code for code in wanted if code and code in offer.community), None)
    return Term("community", code, weights.community if code else 0.0)


def _distance(offer: Offer, distance: Distance | None, weights: Weights) -> Term:
    if distance is None or distance.kilometres > NEAR_KM:
        return Term("distance", distance, 0.0)
    points = weights.distance * math.exp(-distance.kilometres / weights.distance_scale)
    if distance.precision == "same_place":
        town = offer.place.name if offer.place and offer.place.name else offer.city
        return Term("place", town, points)
    return Term("distance", distance, points)


def _reach(offer: Offer, query: Query, weights: Weights, alone: bool) -> list[Term]:
    found = []
    if offer.nationwide:
        points = weights.nationwide_alone if alone else weights.nationwide
        found.append(Term("nationwide", None, points))
    if in_state(offer, query, weights.whole_state):
        # Lying in the Land is told as the place; serving all of it is more.
        kind = "state" if offer.serves_land else "place"
        found.append(Term(kind, offer.state, weights.state))
    for mode, points in (("phone", weights.phone), ("online", weights.online)):
        if mode in offer.modes and (alone or mode in query.modes):
            found.append(Term(mode, None, points))
    if query.abroad and not offer.modes.intersection(REMOTE):
        share = 1.0 if offer.modes else 0.5
        found.append(Term("visit", None, share * weights.visit_from_abroad))
    return found


def _checked(offer: Offer, today: date, weights: Weights) -> Term:
    points = weights.checked * (2 * freshness(offer.last_checked, today) - 1)
    return Term("recent", offer.last_checked, points)


@lru_cache(maxsize=4096)
def _middle(text: str) -> date:
    """The middle of the year or month, or the day, that a partial date names."""
    if len(text) == 4:
        return date(int(text), 7, 1)
    if len(text) == 7:
        return date.fromisoformat(text + "-01") + timedelta(days=14)
    return date.fromisoformat(text)


@lru_cache(maxsize=1024)
def _base(code: str) -> str:
    """The language that a code stands for, without script and region: fa for fa-AF."""
    tag = Language.get(code).language or code
    known = LANGUAGES.get(tag)
    tag = known.detected_as if known and known.detected_as else tag
    return Language.get(tag).prefer_macrolanguage().language or tag
