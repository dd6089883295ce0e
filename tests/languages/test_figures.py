"""Figures of language detection on the held-out utterances."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.languages.detect import Detection, LanguageDetector
from bot.languages.evaluate import Figures, evaluate, figures
from bot.understanding.corpus import HELD_OUT, Utterance, read_corpus


@pytest.fixture(scope="module")
def measured(detector: LanguageDetector) -> Figures:
    return evaluate(detector, read_corpus(HELD_OUT))


@pytest.mark.parametrize(
    ("group", "floor"),
    [("3+", 0.97), ("4+", 0.98), ("2", 0.80), ("transliterated", 0.80)],
)
def test_right_often_enough(measured: Figures, group: str, floor: float) -> None:
    assert measured.lengths[group].value >= floor


def test_no_language_is_left_behind(measured: Figures) -> None:
    assert min(share.value for share in measured.languages.values()) >= 0.85


def test_sure_answers_are_right(measured: Figures) -> None:
    assert measured.sure.value >= 0.97
    assert measured.sure.total >= 0.85 * measured.overall.total


def _utterance(text: str, language: str) -> Utterance:
    return Utterance(text, "greet", language, path=Path("x.yml"))


def test_groups_and_counts_of_the_figures() -> None:
    utterances = [
        _utterance("я шукаю роботу", "uk"),
        _utterance("добрий день", "uk"),
        _utterance("ya shukayu robotu", "uk"),
        _utterance("44135", "uk"),
        _utterance("hallo", "de"),
    ]
    answers = ["uk", "ru", "uk", "de", "de"]
    found = figures(utterances, [Detection(code, 0.9, ()) for code in answers])
    assert (found.overall.right, found.overall.total) == (3, 4)
    assert {name: (s.right, s.total) for name, s in found.lengths.items()} == {
        "1": (1, 1), "2": (0, 1), "3": (1, 1), "3+": (1, 1), "transliterated": (1, 1),
    }  # fmt: skip
    assert [(u.text, answer) for u, answer, _ in found.wrong] == [("добрий день", "ru")]
