"""The one list of intents and all that must agree with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.operating.intents import check_intents
from bot.settings import ROOT


def test_the_repository_agrees_with_its_taxonomy() -> None:
    assert check_intents(ROOT) == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """What is checked, with the utterances of one language."""
    shutil.copy(ROOT / "domain.yml", tmp_path)
    shutil.copytree(ROOT / "data" / "rules", tmp_path / "data" / "rules")
    for base in ("data", "tests"):
        shutil.copytree(ROOT / base / "nlu" / "de", tmp_path / base / "nlu" / "de")
    assert check_intents(tmp_path) == []
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_an_intent_that_the_domain_lacks_or_invents(copy: Path) -> None:
    change(copy / "domain.yml", "- need_housing: {", "- need_castles: {")
    assert check_intents(copy) == [
        "domain.yml: missing intent: need_housing",
        "domain.yml: intent that taxonomy.yml does not define: need_castles",
    ]


def test_an_intent_without_a_rule_and_a_rule_without_an_intent(copy: Path) -> None:
    change(copy / "data/rules/needs.yml", "intent: need_visa\n", "intent: need_visum\n")
    assert check_intents(copy) == [
        "data/rules: no rule for the intent: need_visa",
        "data/rules: rule for an unknown intent: need_visum",
    ]


@pytest.mark.parametrize("base", ["data", "tests"])
def test_utterances_of_an_unknown_intent_and_none_of_a_known_one(copy: Path, base: str) -> None:
    for path in (copy / base / "nlu" / "de").glob("*.yml"):
        path.write_text(path.read_text("utf-8").replace("intent: privacy\n", "intent: secrecy\n"))
    assert check_intents(copy) == [
        f"{base}/nlu: no utterances of the intent: privacy",
        f"{base}/nlu: unknown intent: secrecy",
    ]
