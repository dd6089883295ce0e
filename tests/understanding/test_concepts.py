"""Concepts of the field: one key for the words of every language."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.errors import OperatorError
from bot.settings import ROOT
from bot.understanding.concepts import Concepts, read_concepts, read_keys
from bot.understanding.lexicon import Lexicon

FOLDER = ROOT / "data" / "concepts"
CODES = sorted(path.stem for path in FOLDER.glob("*.yml"))


@pytest.fixture
def concepts(tmp_path: Path) -> Concepts:
    (tmp_path / "de.yml").write_text("landlord: Vermieter*\nno: nicht, kein*\n", "utf-8")
    (tmp_path / "ar.yml").write_text("landlord: صاحب البيت، المالك\nno: لا\n", "utf-8")
    return Concepts(Lexicon(read_concepts(tmp_path)))


def test_words_of_two_languages_give_the_same_key(concepts: Concepts) -> None:
    assert concepts.find("Die Vermieterin zahlt nicht", "de") == ["landlord", "no"]
    assert concepts.find("صاحب البيت", "ar") == ["landlord"]
    assert concepts.find("المالك", "ar") == ["landlord"]


def test_features_have_unit_length_or_none(concepts: Concepts) -> None:
    rows = concepts.features(["Vermieter nicht", "kein kein", "Hallo"], ["de"] * 3).toarray()
    assert rows.shape == (3, 2)
    assert np.allclose(np.linalg.norm(rows, axis=1), [1, 1, 0])


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_the_same_keys(code: str) -> None:
    keys = set(read_keys(FOLDER / f"{code}.yml"))
    assert keys == set(read_keys(FOLDER / "en.yml"))


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "de.yml").write_text("a: [b\n", "utf-8")
    with pytest.raises(OperatorError, match=r"de\.yml:\d+: not valid YAML"):
        read_concepts(tmp_path)
