"""What got better and worse between two models, told by language, intent and sentence."""

from __future__ import annotations

from bot.operating.comparing import compare, render
from bot.operating.judging import Sentence


def judged(*rights: bool) -> list[Sentence]:
    meant = [("de", "greet", "hallo"), ("de", "thank", "danke"), ("uk", "greet", "привіт")]
    return [
        Sentence(language, intent, text, intent if right else "goodbye", right)
        for (language, intent, text), right in zip(meant, rights, strict=True)
    ]


def test_better_and_worse_are_counted_apart() -> None:
    comparison = compare(judged(True, False, True), judged(False, True, True))
    everything = comparison.overall
    assert (everything.sentences, everything.live, everything.new) == (3, 2, 2)
    assert (everything.better, everything.worse) == (1, 1)
    assert [(row.name, row.better, row.worse) for row in comparison.languages] == [
        ("de", 1, 1),
        ("uk", 0, 0),
    ]
    assert [(row.name, row.better, row.worse) for row in comparison.intents] == [
        ("greet", 0, 1),
        ("thank", 1, 0),
    ]


def test_each_sentence_that_newly_fails_is_named() -> None:
    comparison = compare(judged(True, False, True), judged(False, False, True))
    assert [sentence.text for sentence in comparison.failing] == ["hallo"]
    assert "de greet understood as goodbye: hallo" in render(comparison)
    assert "danke" not in render(comparison)


def test_nothing_got_worse() -> None:
    assert "No sentence fails" in render(
        compare(judged(False, True, True), judged(True, True, True))
    )


def test_only_sentences_that_both_know_are_compared() -> None:
    new = [*judged(True, True, True), Sentence("de", "greet", "moin", "greet", True)]
    assert compare(judged(True, True, True), new).overall.sentences == 3
