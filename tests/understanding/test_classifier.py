"""The classifier on a small part of the real utterances: two languages, some intents."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.settings import ROOT
from bot.understanding.classifier import IntentClassifier
from bot.understanding.concepts import read_concepts
from bot.understanding.corpus import HELD_OUT, TRAINING, Utterance, read_corpus
from bot.understanding.rows import KINDS
from bot.understanding.taxonomy import EMERGENCY

INTENTS = {
    "need_housing",
    "need_recognition",
    "need_german_course",
    EMERGENCY,
    "greet",
    "out_of_scope",
}
LANGUAGES = ("de", "uk")
RIGHT = 0.8  # of plain held-out sentences; six intents are easy, chance is a sixth


def part(folder: Path) -> list[Utterance]:
    return [u for u in read_corpus(folder, LANGUAGES) if u.intent in INTENTS]


@pytest.fixture(scope="module")
def classifier() -> IntentClassifier:
    concepts = [e for e in read_concepts(ROOT / "data" / "concepts") if e.language in LANGUAGES]
    return IntentClassifier.train(part(TRAINING), concepts)


def test_held_out_sentences_are_understood(classifier: IntentClassifier) -> None:
    plain = [u for u in part(HELD_OUT) if len(u.needs) < 2 and not u.negation]
    right = [classifier.understand(u.text, u.language).ranking[0][0] == u.intent for u in plain]
    assert len(plain) > 50 and np.mean(right) >= RIGHT


def test_a_ranking_has_every_intent_and_sums_to_one(classifier: IntentClassifier) -> None:
    for text, language in (("Ich suche eine Wohnung", "de"), ("", None), ("🙂", None), ("ψ", "de")):
        ranking = classifier.understand(text, language).ranking
        assert {intent for intent, _ in ranking} == INTENTS
        probabilities = [p for _, p in ranking]
        assert probabilities == sorted(probabilities, reverse=True)
        assert sum(probabilities) == pytest.approx(1, abs=1e-4)


def test_an_emergency_has_a_kind_and_a_calm_message_does_not_alarm(
    classifier: IntentClassifier,
) -> None:
    alarm = classifier.understand("Mein Mann schlägt mich, ich habe Angst um mein Leben", "de")
    assert alarm.emergency and alarm.concern and alarm.kind in KINDS
    calm = classifier.understand("Guten Tag", "de")
    assert not calm.emergency and calm.needs == ()


def test_far_from_everything_scores_higher(classifier: IntentClassifier) -> None:
    weather = classifier.understand("Wie wird das Wetter morgen?", "de").out_of_scope_score
    flat = classifier.understand("Ich suche eine Wohnung", "de").out_of_scope_score
    assert 0 <= flat < 0.5 < weather <= 1


def test_without_diacritics_and_romanised(classifier: IntentClassifier) -> None:
    for text in ("anerkennung meiner zeugnisse fuer pflegekraefte", "shukayu kvartyru"):
        best = classifier.understand(text, None).ranking[0][0]
        assert best == ("need_recognition" if "anerkennung" in text else "need_housing")


def test_saving_and_loading_change_nothing(classifier: IntentClassifier, tmp_path: Path) -> None:
    classifier.save(tmp_path)
    loaded = IntentClassifier.load(tmp_path)
    assert loaded.intents == classifier.intents and loaded.thresholds == classifier.thresholds
    for utterance in part(HELD_OUT)[::5]:
        one, other = (
            c.understand(utterance.text, utterance.language) for c in (classifier, loaded)
        )
        assert one == other
