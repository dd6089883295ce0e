"""How right the trained model is on the held-out sentences.

The floors are under what was measured (docs/understanding.md), so that a change that makes the
assistant worse is seen; they are no aims.
"""

import pytest

from bot.languages.alike import same_language
from bot.operating.evaluation import evaluate, figures
from bot.operating.model import Model
from bot.operating.report import render
from bot.understanding.corpus import Utterance

pytestmark = pytest.mark.xdist_group("model")


@pytest.fixture(scope="module")
def measured(model):
    return evaluate(Model(model))


def test_the_right_need_is_found(measured):
    assert measured["overall"]["need_first"] >= 0.65
    assert measured["overall"]["need_in_three"] >= 0.83


def test_no_language_is_left_behind(measured):
    assert min(values["need_first"] for values in measured["languages"].values()) >= 0.35


def test_emergencies_are_rarely_seen_where_there_are_none(measured):
    assert measured["overall"]["emergency_false"] <= 0.03


def test_most_emergencies_are_seen(measured):
    assert measured["overall"]["emergency_recall"] >= 0.50


def test_other_topics_are_told_apart(measured):
    assert measured["overall"]["out_of_scope_auroc"] >= 0.93


def test_the_language_is_found(measured):
    assert measured["overall"]["language"] >= 0.90


def test_the_report_names_every_language(measured):
    report = render(measured)
    for code in measured["languages"]:
        assert f"| {code} |" in report


def parsed(intent, needs=(), **more):
    ranking = [{"name": intent, "confidence": 1.0}]
    return {
        "intent": ranking[0],
        "ranking": ranking,
        "needs": list(needs),
        "language": "de",
        "emergency": False,
        "fallback": False,
        "out_of_scope_score": 0.0,
        **more,
    }


def test_a_second_need_missed_costs_a_third_of_f1():
    u = Utterance("x", "need_visa", "de", ("visa", "housing"))
    assert figures([(u, parsed("need_visa", ["visa"]))])["two_needs_f1"] == pytest.approx(
        2 / 3, abs=1e-4
    )


def test_negations_are_judged_apart():
    plain = Utterance("x", "need_visa", "de", ("visa",))
    negated = Utterance("y", "need_visa", "de", ("visa",), negation=True)
    values = figures([(plain, parsed("need_visa")), (negated, parsed("need_housing"))])
    assert (values["need_first"], values["negation"]) == (1.0, 0.0)


def test_close_languages_count_as_one():
    assert same_language("prs", "fa")
    assert same_language("hr", "sr")
    assert not same_language("ru", "uk")
    assert not same_language("ru", None)
