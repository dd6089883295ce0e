"""One German place out of everything that a message names, or the places to choose from."""

from __future__ import annotations

from dataclasses import replace

from bot.places.evidence import Mention
from bot.places.gazetteer import Gazetteer
from bot.places.model import Place, kilometres

# One of several places of the same name is meant when it has five times the people of the next:
# whoever names it then lives in the largest with five chances in six, and asking costs everybody
# a turn. Below that, more than one in six would be sent to the wrong town.
DOMINANCE = 5
MOST_CANDIDATES = 6
_CODE_REACH_KM = 70.0  # from the middle of a two-digit area to its rim
_RANK = {"in": 2, None: 1, "from": 0}


def choose(
    mentions: list[Mention], codes: list[tuple[int, Place]], gazetteer: Gazetteer
) -> tuple[Place | None, tuple[Place, ...]]:
    """The place that a person means.

    Where several are named, the one counts where the person is or goes ("in", "near", "to") before
    one that is just named before one that the person comes from; of equals the last one named. A
    town goes before the Land that it lies in; a postal code goes with the town beside it.
    """
    states = [m for m in mentions if m.kind == "state"]
    towns = [m for m in mentions if m.kind == "city"]
    named = {gazetteer.entries[number].name for m in states for number in m.numbers}
    if codes:
        return _with_code(codes[-1][1], towns, gazetteer), ()
    if towns:
        chosen = max(towns, key=lambda m: (_RANK[m.sense], m.start))
        others = {n for m in towns if m is not chosen for n in m.numbers}
        return _settle(_meant(chosen, named, others, gazetteer), gazetteer)
    if states:
        chosen = max(states, key=lambda m: (_RANK[m.sense], m.start))
        return gazetteer.place(chosen.numbers[0]), ()
    return None, ()


def _with_code(code: Place, towns: list[Mention], gazetteer: Gazetteer) -> Place:
    """The postal code, called after the town named in the same message when that fits."""
    for mention in reversed(towns):
        for number in _by_size(mention.numbers, gazetteer):
            entry, place = gazetteer.entries[number], gazetteer.place(number)
            away = kilometres(code.latitude, code.longitude, entry.latitude, entry.longitude)
            if away > _CODE_REACH_KM or code.precision == "point":
                continue
            return replace(
                code,
                name=place.name,
                state=place.state,
                latitude=place.latitude,
                longitude=place.longitude,
                precision="city",
            )
    return code


def _by_size(numbers: list[int], gazetteer: Gazetteer) -> list[int]:
    return sorted(numbers, key=lambda number: -gazetteer.entries[number].population)


def _meant(mention: Mention, states: set[str], others: set[int], gazetteer: Gazetteer) -> list[int]:
    """The meanings left when a Land or the city of a district is named too, largest first."""
    numbers = [n for n in mention.numbers if gazetteer.entries[n].kind in {"city", "district"}]
    numbers = _by_size(numbers, gazetteer)
    in_city = [n for n in numbers if gazetteer.entries[n].parent in others]
    in_state = [n for n in numbers if gazetteer.entries[n].state in states]
    return in_city or in_state or numbers


def _settle(numbers: list[int], gazetteer: Gazetteer) -> tuple[Place | None, tuple[Place, ...]]:
    places: dict[tuple[str, str | None], Place] = {}
    for number in numbers:
        place = gazetteer.place(number)
        places.setdefault((place.name, place.state), place)
    sizes = [gazetteer.entries[number].population for number in numbers]
    if len(places) == 1 or sizes[0] >= DOMINANCE * sizes[1]:
        return next(iter(places.values())), ()
    return None, tuple(places.values())[:MOST_CANDIDATES]
