"""The offers that fit a person best, each with the reasons that ranked it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from bot.directory.distances import NEAR_KM, Distance, between
from bot.directory.offer import Offer
from bot.directory.ranking import (
    ADVICE,
    CONTACT,
    EMERGENCY,
    FROM_ABROAD,
    REMOTE,
    TRAINING,
    Circumstances,
    Weights,
    in_state,
    terms,
)
from bot.directory.store import DirectoryStore
from bot.places import Place

__all__ = ["Distance", "Offer", "Query", "Reason", "Recommendation", "contacts", "search"]

_TRAINING_NEED = "intercultural_training"


@dataclass(frozen=True)
class Query:
    """What is known of a person who looks for offers.

    `needs` are names of the taxonomy; `language` is BCP 47; `community` is a country or language
    code, `origin` a country code (ISO 3166). `modes` are those asked for, none when it doesn't
    matter. `exclude` are ids of offers shown before; at most `limit` offers are found.
    """

    needs: tuple[str, ...]
    language: str
    place: Place | None
    modes: frozenset[str]
    community: str | None
    origin: str | None
    abroad: bool
    today: date
    exclude: frozenset[str] = frozenset()
    limit: int = 3


@dataclass(frozen=True)
class Reason:
    """Why an offer is shown, by kind and what the kind is about.

    mo, phone, online, nationwide: None; language, community: code; place: town or Land in which it
    lies; state: Land that it serves; distance: Distance; need: name; recent: last checked.
    """

    kind: str
    value: str | float | Distance | None


@dataclass(frozen=True)
class Recommendation:
    """An offer for a person; `reasons` are what raised its score, strongest first."""

    offer: Offer
    reasons: tuple[Reason, ...]
    distance: Distance | None
    score: float


@dataclass(frozen=True)
class _Candidate:
    offer: Offer
    distance: Distance | None
    reach: str  # near, wide (nationwide), remote (by phone or online from elsewhere) or far


def search(store: DirectoryStore, query: Query) -> list[Recommendation]:
    """The best offers for a need, best first; fewer than `limit`, or none, when no more fit.

    Offers in person beyond 100 km are found only when nothing else serves the need at all.
    """
    found = [offer for offer in store.offers() if _fits(offer, query)]
    pool = _pool(_of_modes(found, query), query, whole=_TRAINING_NEED in query.needs)
    weights = TRAINING if _TRAINING_NEED in query.needs else ADVICE
    return _ranked(pool, query, weights, needs_differ=len(query.needs) > 1 or query.abroad)


def contacts(store: DirectoryStore, query: Query) -> list[Recommendation]:
    """Offers with a telephone number: those for the need first, nearest before nationwide."""
    query = replace(query, needs=tuple(need for need in query.needs if need))
    found = [
        offer
        for offer in store.offers()
        if offer.phone and (EMERGENCY not in offer.needs or EMERGENCY in query.needs)
    ]
    return _ranked(_pool(found, query, whole=False), query, CONTACT, bool(query.needs))


def _fits(offer: Offer, query: Query) -> bool:
    serves = any(need in offer.needs for need in query.needs)
    if not query.abroad:
        return serves
    reachable = offer.nationwide or bool(offer.modes.intersection(REMOTE))
    related = any(need in offer.needs for need in FROM_ABROAD)
    return (serves and (related or reachable)) or (related and reachable)


def _of_modes(offers: list[Offer], query: Query) -> list[Offer]:
    """The offers given in a mode asked for, or whose mode isn't known but may be that one.

    Whoever asks for a visit gets the others when there is nothing else, but never the reverse.
    """
    if not query.modes:
        return offers
    remote = query.modes.issubset(REMOTE)
    found = [
        offer
        for offer in offers
        if offer.modes & query.modes or (not offer.modes and (offer.nationwide or not remote))
    ]
    return found if found or remote else offers


def _pool(offers: list[Offer], query: Query, whole: bool) -> list[_Candidate]:
    """The offers within reach: far ones only when there is nothing else."""
    candidates = [_candidate(offer, query, whole) for offer in offers]
    left = [item for item in candidates if item.offer.id not in query.exclude]
    reaches = {"near", "wide"}
    if not any(item.reach == "near" for item in left) or query.modes.intersection(REMOTE):
        reaches.add("remote")
    if not any(item.reach in reaches for item in candidates):
        reaches = {"far"}
    return [item for item in left if item.reach in reaches]


def _candidate(offer: Offer, query: Query, whole: bool) -> _Candidate:
    distance = between(query.place, offer)
    near = distance is not None and distance.kilometres <= NEAR_KM
    if near or in_state(offer, query, whole):
        reach = "near"
    elif offer.nationwide:
        reach = "wide"
    else:
        reach = "remote" if offer.modes.intersection(REMOTE) else "far"
    return _Candidate(offer, distance, reach)


def _ranked(
    pool: list[_Candidate], query: Query, weights: Weights, needs_differ: bool
) -> list[Recommendation]:
    alone = not any(item.reach == "near" for item in pool)
    circumstances = Circumstances(alone, needs_differ)
    found = []
    for item in pool:
        parts = terms(item.offer, query, item.distance, weights, circumstances)
        raising = sorted((part for part in parts if part.points > 0), key=lambda part: -part.points)
        reasons = tuple(Reason(part.kind, part.value) for part in raising)
        score = sum(part.points for part in parts)
        found.append(Recommendation(item.offer, reasons, item.distance, score))
    found.sort(key=_order)
    return _mixed(found, query.limit)


def _order(item: Recommendation) -> tuple[float, float, str]:
    kilometres = item.distance.kilometres if item.distance else float("inf")
    return -item.score, kilometres, item.offer.id


def _mixed(ranked: list[Recommendation], limit: int) -> list[Recommendation]:
    """The best, but not all places for one organisation when another one is there."""
    places: Counter[str] = Counter()
    chosen, kept_back = [], []
    for item in ranked:
        if places[item.offer.organisation] < max(1, limit - 1):
            places[item.offer.organisation] += 1
            chosen.append(item)
        else:
            kept_back.append(item)
    chosen = (chosen + kept_back)[:limit]
    return sorted(chosen, key=_order)
