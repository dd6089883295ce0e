"""Each planted fault is found, and named; the repository has none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.languages.check import check_language, main, minimum
from bot.settings import ROOT
from bot.understanding.concepts import read_keys

WITH_UTTERANCES = sorted(path.name for path in (ROOT / "data" / "nlu").iterdir() if path.is_dir())


@pytest.mark.parametrize("code", WITH_UTTERANCES)
def test_the_repository_is_clean(code: str) -> None:
    assert check_language(code) == []


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of Ukrainian, without second files and with few enough lines to be quick."""
    root = tmp_path_factory.mktemp("pristine")
    for base in ("data", "tests"):
        folder = root / base / "nlu" / "uk"
        shutil.copytree(ROOT / base / "nlu" / "uk", folder)
    for name in ("data/lexicon", "data/concepts", "tests/places"):
        (root / name).mkdir(parents=True)
        shutil.copy(ROOT / name / "uk.yml", root / name)
    shutil.copy(ROOT / "data/concepts/en.yml", root / "data/concepts")
    return root


@pytest.fixture
def copy(pristine: Path, tmp_path: Path) -> Path:
    shutil.copytree(pristine, tmp_path / "copy")
    return tmp_path / "copy"


def add(copy: Path, intent: str, text: str, base: str = "data", metadata: str = "") -> None:
    """Add an utterance to a file of its own."""
    path = copy / base / "nlu" / "uk" / "added.yml"
    block = (
        f'version: "3.1"\nnlu:\n- intent: {intent}\n  metadata:\n    language: '
        f"{metadata or 'uk'}\n  examples: |\n    - {text}\n"
    )
    path.write_text(block, "utf-8")


def only_fault(copy: Path) -> str:
    faults = check_language("uk", copy)
    assert len(faults) == 1, faults
    return faults[0]


@pytest.mark.parametrize(
    ("intent", "text", "fault"),
    [
        ("sing_songs", "шукаю замок із вежею", "unknown intent: sing_songs"),
        ("need_housing", "шукаю [замок](place) із вежею", "bracket means an entity to Rasa"),
        ("need_housing", "шукаю замок із вежею σπίτι", "letters of Grek"),
        ("need_housing", "шукаю замoк із вежею", "Latin letter inside a word of another script"),
    ],
)
def test_a_fault_in_an_utterance(copy: Path, intent: str, text: str, fault: str) -> None:
    add(copy, intent, text)
    assert fault in only_fault(copy) and "added.yml" in only_fault(copy)


def test_a_wrong_language_in_the_metadata(copy: Path) -> None:
    add(copy, "need_housing", "шукаю замок із вежею", metadata="ru")
    assert "metadata says language ru" in only_fault(copy)


def test_an_unknown_need_in_the_metadata(copy: Path) -> None:
    add(copy, "need_housing", "шукаю замок із вежею", metadata="uk\n    needs: [housing, castles]")
    assert "unknown need in ('housing', 'castles')" in only_fault(copy)


def test_a_held_out_sentence_that_is_trained_on(copy: Path) -> None:
    add(copy, "need_housing", "шукаю замок із вежею над річкою")
    add(copy, "need_housing", "Шукаю замок із вежею над річкою!", base="tests")
    assert "near copy" in only_fault(copy)


def test_a_missing_file_names_it(copy: Path) -> None:
    (copy / "data/nlu/uk/stay.yml").unlink()
    faults = check_language("uk", copy)
    assert "data/nlu/uk/stay.yml: missing: write it" in faults


@pytest.mark.parametrize(
    "name", ["data/lexicon/uk.yml", "data/concepts/uk.yml", "tests/places/uk.yml"]
)
def test_word_lists_that_are_missing_empty_or_broken(copy: Path, name: str) -> None:
    (copy / name).write_text("", "utf-8")
    assert only_fault(copy).endswith("empty: write it")
    (copy / name).write_text("a: [", "utf-8")
    assert "not valid YAML" in only_fault(copy)
    (copy / name).unlink()
    assert only_fault(copy) == f"{name}: missing: write it"


def test_too_few_concepts_with_words(copy: Path) -> None:
    path = copy / "data/concepts/uk.yml"
    keys = list(read_keys(path))
    path.write_text("".join(f"{key}: слово{i}\n" for i, key in enumerate(keys[:300])), "utf-8")
    assert check_language("uk", copy) == []
    path.write_text(f"{path.read_text('utf-8')}of_no_other_language: слово\n", "utf-8")
    path.write_text(path.read_text("utf-8").replace(f"{keys[0]}: слово0", f"{keys[0]}:"), "utf-8")
    fault = "data/concepts/uk.yml: too few: 299 concepts of at least 300 have words"
    assert only_fault(copy) == fault


def test_too_few_utterances(copy: Path) -> None:
    for path in (copy / "data/nlu/uk").glob("*.yml"):
        path.write_text(path.read_text("utf-8").replace("intent: privacy\n", "intent: help\n"))
    assert only_fault(copy) == "data/nlu/uk: too few: privacy has 0 of 20"


def test_broken_utterances_name_file_and_line(copy: Path) -> None:
    (copy / "data/nlu/uk/stay.yml").write_text('version: "3.1"\nnlu: [\n', "utf-8")
    assert "stay.yml:" in only_fault(copy) and "not valid YAML" in only_fault(copy)


def test_a_language_in_a_wrong_script(copy: Path) -> None:
    for base in ("data", "tests"):
        shutil.rmtree(copy / base / "nlu" / "uk")
        shutil.copytree(ROOT / base / "nlu" / "de", copy / base / "nlu" / "uk")
    assert any("utterances in Cyrl" in fault for fault in check_language("uk", copy))


def test_how_many_utterances_an_intent_must_have() -> None:
    assert minimum("need_housing", "uk", held_out=False) == 20
    assert minimum("need_emergency", "ti", held_out=False) == 40
    assert minimum("need_emergency", "ti", held_out=True) == 20
    assert minimum("greet", "uk", held_out=False) == 20
    assert minimum("greet", "sq", held_out=False) == 10


def test_the_command_prints_and_tells_by_its_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ti"]) == 0
    assert capsys.readouterr().out == "no faults\n"
    assert main(["xx"]) == 1
    assert "data/nlu/xx/work.yml: missing: write it" in capsys.readouterr().out
