"""docs/evaluation.md speaks of the data, configuration and code that stand beside it."""

from __future__ import annotations

from pathlib import Path

from bot.operating.fingerprint import evaluation_fingerprint
from bot.operating.report import PAGE, fingerprint_of, page
from bot.settings import ROOT

FIGURES = {
    "sentences": 3,
    "overall": {"need_first": 0.5},
    "languages": {"de": {"need_first": 0.5}},
    "intents": {"greet": {"precision": 1.0, "recall": 1.0, "f1": 1.0}},
    "confusions": [
        {"meant": "greet", "understood": "thank", "count": 2, "sentences": ["ein geheimer Satz"]}
    ],
}


def test_the_page_is_of_this_tree() -> None:
    written = fingerprint_of((ROOT / PAGE).read_text("utf-8"))
    assert written == evaluation_fingerprint(), f"{PAGE} is out of date; run `make evaluate`."


def test_a_page_names_its_fingerprint_and_no_held_out_sentence() -> None:
    text = page(FIGURES, "0123456789ab")
    assert fingerprint_of(text) == "0123456789ab"
    assert "greet understood as thank: 2" in text
    assert "ein geheimer Satz" not in text


def test_a_page_without_a_fingerprint() -> None:
    assert fingerprint_of("# How right Lotse is") is None


def test_the_fingerprint_is_of_the_held_out_sentences_too(tmp_path: Path) -> None:
    held_out = tmp_path / "tests" / "nlu" / "de"
    held_out.mkdir(parents=True)
    (held_out / "work.yml").write_text("nlu: []", "utf-8")
    before = evaluation_fingerprint(tmp_path)
    (held_out / "work.yml").write_text("nlu: [{}]", "utf-8")
    assert evaluation_fingerprint(tmp_path) != before
