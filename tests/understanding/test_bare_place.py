"""Messages that only say where, told from those that say more."""

from __future__ import annotations

import pytest

from bot.understanding.bare_place import settles, words_beside


@pytest.mark.parametrize(
    ("text", "place", "beside"),
    [
        ("Dortmund", "Dortmund", []),
        ("Dortmund'dayım", "Dortmund", []),
        ("44135 Dortmund", "Dortmund", []),
        ("у Дортмунді", "Дортмунді", ["у"]),
        ("а в Гамбурге?", "Гамбурге", ["а", "в"]),
        ("WG Köln", "Köln", ["WG"]),
        ("Wohnung in Köln!", "Köln", ["Wohnung", "in"]),
    ],
)
def test_words_beside_a_place(text: str, place: str, beside: list[str]) -> None:
    start = text.index(place)
    assert words_beside(text, [(start, start + len(place))]) == beside


@pytest.mark.parametrize(
    ("beside", "is_need", "settled"),
    [
        ([], False, True),
        ([], True, True),
        (["in"], False, True),
        (["WG"], True, False),
        (["а", "в"], False, True),
        (["Wohnung", "in"], False, False),
        (["ja", "ich", "in"], False, False),
    ],
)
def test_what_settles_it(beside: list[str], is_need: bool, settled: bool) -> None:
    assert settles(beside, is_need) is settled
