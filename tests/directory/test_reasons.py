"""The reasons shown are the terms that ranked, no more and no fewer."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from bot.directory.search import search

# A fact of an offer, the reason it gives, and the same cell saying nothing either way.
FACTS = {
    "mo": ({"is_mo": "yes"}, {"is_mo": "unknown"}),
    "language": ({"languages": "uk;de"}, {"languages": ""}),
    "community": ({"community": "UA"}, {"community": ""}),
    "recent": ({"seen": "2026-11-01"}, {"seen": "neutral"}),
    "place": ({}, {"city": "Hof (erfunden)", "latitude": "50.32", "longitude": "11.92"}),
}


@pytest.fixture
def scored(filled, row, query, today):
    """The recommendation of a lone offer with some facts; a hotline keeps "near" from mattering."""
    # Exactly two years ago a check neither adds nor takes.
    neutral = (today - timedelta(days=730)).isoformat()

    def score(facts):
        cells = {}
        for kind, (said, unsaid) in FACTS.items():
            cells |= said if kind in facts else unsaid
        cells["seen"] = cells["seen"].replace("neutral", neutral)
        (found,) = search(filled(row.office("nah", **cells)), query(language="uk", origin="UA"))
        return found

    return score


def test_reasons_are_the_facts_without_which_the_score_falls_strongest_first(scored):
    everything = scored(set(FACTS))
    drops = {kind: everything.score - scored(set(FACTS) - {kind}).score for kind in FACTS}
    assert all(drop > 0 for drop in drops.values())
    strongest_first = sorted(drops, key=lambda kind: -drops[kind])
    assert [reason.kind for reason in everything.reasons] == strongest_first


@pytest.mark.parametrize("seed", range(8))
def test_every_set_of_facts_gives_just_its_own_reasons(scored, seed):
    facts = set(random.Random(seed).sample(sorted(FACTS), k=random.Random(seed).randint(0, 4)))
    found = scored(facts)
    assert {reason.kind for reason in found.reasons} == facts
    assert (found.score > 0) == bool(facts)


def test_reasons_carry_what_they_are_about(scored):
    values = {reason.kind: reason.value for reason in scored(set(FACTS)).reasons}
    assert values == {
        "mo": None,
        "language": "uk",
        "community": "UA",
        "recent": "2026-11-01",
        "place": "Dortmund",
    }
