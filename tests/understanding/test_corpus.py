"""Utterances in files, and which of them Rasa trains on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from rasa.shared.data import get_data_files
from rasa.shared.importers.importer import TrainingDataImporter

from bot.errors import OperatorError
from bot.settings import ROOT
from bot.understanding.components import utterances_of
from bot.understanding.corpus import HELD_OUT, TRAINING, read_corpus, read_file

FILE = """version: "3.1"
nlu:
- intent: need_housing
  metadata: {language: de, needs: [housing, school], negation: true}
  examples: |
    - Wohnung und Schule
- intent: need_emergency
  metadata: {language: de, kind: women}
  examples: |
    - er schlägt mich

    -  er kommt: gleich
- intent: greet
  examples: |
    - hallo
- synonym: bonn
  examples: |
    - Bundesstadt
"""


def test_what_a_file_says(tmp_path: Path) -> None:
    path = tmp_path / "tr" / "life.yml"
    path.parent.mkdir()
    path.write_text(FILE, "utf-8")
    two, *emergencies, greeting = read_file(path)
    assert (two.text, two.needs, two.negation) == (
        "Wohnung und Schule",
        ("housing", "school"),
        True,
    )
    assert [u.text for u in emergencies] == ["er schlägt mich", "er kommt: gleich"]
    assert emergencies[0].kind == "women" and emergencies[0].needs == ("emergency",)
    assert greeting.needs == () and greeting.language == "tr"  # of its folder
    assert read_corpus(tmp_path, ("de",)) == []


def test_a_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "life.yml"
    path.write_text("nlu:\n- intent: [\n", "utf-8")
    with pytest.raises(OperatorError, match=r"life\.yml:\d+: not valid YAML"):
        list(read_file(path))


def test_no_held_out_sentence_is_trained_on() -> None:
    trained = {(u.language, u.text.casefold()) for u in read_corpus(TRAINING)}
    held_out = {(u.language, u.text.casefold()) for u in read_corpus(HELD_OUT)}
    assert held_out and not trained & held_out


def test_plain_rasa_training_sees_our_utterances_and_none_held_out() -> None:
    """By Rasa's own way to collect and read what lies below `data/`."""
    files = get_data_files(str(ROOT / "data"), lambda _path: True)
    assert files and not [f for f in files if Path(f).is_relative_to(HELD_OUT)]
    importer = TrainingDataImporter.load_from_config(
        str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(ROOT / "data")]
    )
    read = utterances_of(importer.get_nlu_data())
    seen = Counter((u.language, u.intent, u.text, u.needs, u.kind) for u in read)
    written = read_corpus(TRAINING)
    assert seen == Counter((u.language, u.intent, u.text, u.needs, u.kind) for u in written)
