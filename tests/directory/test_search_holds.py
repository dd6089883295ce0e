"""What holds of every search, whatever the directory: tried on directories made by chance."""

from __future__ import annotations

import random

import pytest

from bot.directory.search import search

NEEDS = ("recognition", "housing", "visa", "emergency")
REMOTE = {"phone", "online"}


@pytest.fixture(params=range(6))
def chance(request):
    return random.Random(request.param)


@pytest.fixture
def directory(chance, filled, row):
    def one(number):
        cells = {
            "organisation": f"Verein {chance.randrange(8)} (erfunden)",
            "need": ";".join(chance.sample(NEEDS, chance.randint(1, 2))),
            "languages": chance.choice(("", "de", "ti;ar", "en")),
            "seen": chance.choice(("", "2012", "2026-07-05")),
            "mode": chance.choice(("", "in_person", "phone", "in_person;online")),
        }
        if chance.random() < 0.2:
            return row.nationwide(f"o{number}", **cells)
        return row.office(f"o{number}", km=chance.choice((0, 5, 40, 99, 150, 350)), **cells)

    return filled(*(one(number) for number in range(25)))


def test_every_search(directory, chance, query):
    for _ in range(40):
        asked = query(
            chance.choice(NEEDS),
            language=chance.choice(("de", "ti", "uk")),
            modes=frozenset(chance.choice(((), ("phone", "online"), ("in_person",)))),
            exclude=frozenset(f"o{chance.randrange(25)}" for _ in range(chance.randrange(5))),
            abroad=chance.random() < 0.2,
            limit=chance.choice((1, 2, 3)),
        )
        found = search(directory, asked)
        assert len(found) <= asked.limit
        assert not asked.exclude & {item.offer.id for item in found}
        assert asked.abroad or all(asked.needs[0] in item.offer.needs for item in found)
        assert [item.score for item in found] == sorted((i.score for i in found), reverse=True)
        far = [item for item in found if item.distance and item.distance.kilometres > 100]
        visits = [item for item in far if not item.offer.modes & REMOTE]
        assert not visits or visits == found
        assert found == search(directory, asked)


def test_more_never_repeats_and_ends(directory, query):
    shown = []
    while found := search(directory, query(exclude=frozenset(shown))):
        shown += [item.offer.id for item in found]
        assert len(shown) == len(set(shown)) <= 25
