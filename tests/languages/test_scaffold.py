"""`lotse languages add`: a language appears with all its files, or nothing changes."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.errors import OperatorError
from bot.languages import Language, read_languages
from bot.languages.check import KINDS, TOPICS
from bot.languages.scaffold import add_language, describe
from bot.settings import ROOT
from bot.understanding.concepts import Concepts, read_concepts, read_keys
from bot.understanding.corpus import read_corpus
from bot.understanding.facts import FactReader
from bot.understanding.lexicon import Lexicon
from bot.understanding.taxonomy import ACTS, EMERGENCY, INTENTS, NEEDS

LIST = "bot/languages/languages.yml"


@pytest.fixture(scope="module")
def said(german_tree: Any) -> str:
    """What adding an invented language prints."""
    words = ("qaa", "--own-name", "Erfundisch", "--script", "Latn")
    return str(german_tree.told("languages", "add", *words))


@pytest.fixture(scope="module")
def tree(german_tree: Any, said: str) -> Any:
    """The copy with the invented language."""
    return german_tree


def blocks(tree: Any, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((tree.root / name).read_text("utf-8"))["nlu"]
    return found


def listed(tree: Any) -> dict[str, Language]:
    return read_languages(tree.root / LIST)


def test_the_list_has_one_line_more(tree: Any) -> None:
    before = (ROOT / LIST).read_text("utf-8")
    entry = "- {code: qaa, own_name: Erfundisch, scripts: [Latn], direction: ltr}\n"
    assert entry in (tree.root / LIST).read_text("utf-8").removeprefix(before)
    assert listed(tree)["qaa"] == Language("qaa", "Erfundisch", ("Latn",), "ltr")


def test_what_to_do_next_is_printed(said: str) -> None:
    for command in ("lotse languages check qaa", "lotse locales update qaa", "lotse train"):
        assert command in said


@pytest.mark.parametrize("base", ["data", "tests"])
def test_every_intent_has_an_empty_block_where_german_keeps_it(tree: Any, base: str) -> None:
    seen = set()
    for topic in TOPICS:
        made = blocks(tree, f"{base}/nlu/qaa/{topic}.yml")
        assert {block["metadata"]["language"] for block in made} == {"qaa"}
        assert {block["examples"] for block in made} == {""}
        german = {block["intent"] for block in blocks(tree, f"data/nlu/de/{topic}.yml")}
        assert {block["intent"] for block in made} == german
        seen |= german
    assert seen == set(INTENTS)
    kinds = [b["metadata"]["kind"] for b in blocks(tree, f"{base}/nlu/qaa/emergency.yml")]
    assert sorted(kinds) == sorted(KINDS)
    mixed = blocks(tree, f"{base}/nlu/qaa/mixed.yml")
    assert any(len(block["metadata"].get("needs", ())) == 2 for block in mixed)
    assert any(block["metadata"].get("negation") for block in mixed)


def test_each_block_stands_below_the_definition_of_its_intent(tree: Any) -> None:
    definitions = {**{f"need_{need}": text for need, text in NEEDS.items()}, **ACTS}
    for topic in set(TOPICS) - {"mixed"}:
        lines = (tree.root / f"data/nlu/qaa/{topic}.yml").read_text("utf-8").splitlines()
        for above, line in pairwise(lines):
            if line.startswith("- intent: "):
                assert above == f"# {definitions[line.removeprefix('- intent: ')]}"


def test_words_have_the_english_keys_and_the_english_words_above_them(tree: Any) -> None:
    concepts, english = (tree.root / f"data/concepts/{code}.yml" for code in ("qaa", "en"))
    assert list(read_keys(concepts)) == list(read_keys(english))
    assert not any(read_keys(concepts).values())
    assert f"# {', '.join(read_keys(english)['husband'])}\nhusband:\n" in concepts.read_text(
        "utf-8"
    )
    lexicon, english = (
        yaml.safe_load((tree.root / f"data/lexicon/{code}.yml").read_text("utf-8"))
        for code in ("qaa", "en")
    )
    assert list(lexicon) == list(english)
    for section, content in english.items():
        if isinstance(content, dict):
            assert lexicon[section] == {key: [] for key in content}
        else:
            assert lexicon[section] == []


def test_the_check_says_what_it_lacks(tree: Any) -> None:
    done = tree.lotse("languages", "check", "qaa")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    for intent in INTENTS:
        for base in ("data", "tests"):
            assert any(x.startswith(f"{base}/nlu/qaa: too few: {intent} has 0 of ") for x in lines)
    assert f"data/nlu/qaa: too few: {EMERGENCY} of kind medical has 0 of 8" in lines
    for name in ("data/lexicon", "data/concepts", "tests/places"):
        assert f"{name}/qaa.yml: empty: write it" in lines


def test_concepts_with_few_words_and_none_are_named(tree: Any, tmp_path: Path) -> None:
    concepts = tree.root / "data/concepts/qaa.yml"
    kept = shutil.copy(concepts, tmp_path)
    concepts.write_text(concepts.read_text("utf-8").replace("\nhusband:\n", "\nhusband: muzh\n"))
    few = tree.lotse("languages", "check", "qaa").stdout
    concepts.unlink()
    missing = tree.lotse("languages", "check", "qaa").stdout
    shutil.copy(kept, concepts)
    assert "data/concepts/qaa.yml: too few: 1 concepts of at least 300 have words" in few
    assert "data/concepts/qaa.yml: missing: write it" in missing


def test_every_reader_takes_the_blank_files(tree: Any) -> None:
    data = tree.root / "data"
    for folder in (data / "nlu", tree.root / "tests/nlu"):
        assert read_corpus(folder, ("qaa",)) == []
        assert read_corpus(folder, ("de",))
    concepts = Concepts(Lexicon(read_concepts(data / "concepts")))
    assert concepts.find("mein Vermieter", "de") == ["landlord"]
    assert concepts.find("mein Vermieter", "qaa") == concepts.find("mein Vermieter", "nl")
    reader = FactReader.build(data / "lexicon")
    for language in ("qaa", "de"):
        place = reader.read("Dortmund", language).place
        assert place is not None and place.name == "Dortmund"


def test_a_catalogue_for_a_language_that_cldr_lacks(tree: Any) -> None:
    tree.told("locales", "update", "qaa")
    done = tree.lotse("locales", "check", "qaa")
    assert (done.returncode, done.stderr) == (1, "")
    assert "qaa: 0 % complete" in done.stdout
    assert "plural forms must" not in done.stdout


@pytest.mark.parametrize(
    ("given", "language"),
    [
        ({"code": "yo"}, Language("yo", "Èdè Yorùbá", ("Latn",), "ltr")),
        ({"code": "he"}, Language("he", "עברית", ("Hebr", "Latn"), "rtl")),
        ({"code": "uz", "scripts": ["Arab"]}, Language("uz", "O‘zbek", ("Arab",), "rtl")),
        (
            {"code": "ks", "scripts": ["Deva", "latn"], "own_name": "कॉशुर, a: {dialect}"},
            Language("ks", "कॉशुर, a: {dialect}", ("Deva", "Latn"), "ltr"),
        ),
        (
            {"code": "no", "own_name": "null", "direction": "rtl"},
            Language("no", "null", ("Latn",), "rtl"),
        ),
    ],
    ids=lambda value: value.code if isinstance(value, Language) else "",
)
def test_what_is_given_counts_and_the_rest_is_cldrs(
    tree: Any, given: dict[str, Any], language: Language
) -> None:
    add_language(tree.root, describe(tree.root, **given))
    assert listed(tree)[language.code] == language
    for block in blocks(tree, f"data/nlu/{language.code}/life.yml"):
        assert block["metadata"]["language"] == language.code


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        ({"code": "de"}, "lotse languages check de"),
        ({"code": "deu"}, "lotse languages check de"),
        ({"code": "ger"}, "lotse languages check de"),
        ({"code": "swe"}, "lotse languages add sv"),
        ({"code": "xx"}, "ISO 639"),
        ({"code": "und"}, "ISO 639"),
        ({"code": "german"}, "ISO 639"),
        ({"code": "../sv"}, "ISO 639"),
        ({"code": "qab"}, "--own-name"),
        ({"code": "sv", "own_name": " "}, "--own-name"),
        ({"code": "sv", "scripts": ["Abcd"]}, "ISO 15924"),
        ({"code": "sv", "scripts": ["Latn", "Latin"]}, "ISO 15924"),
        ({"code": "sv", "direction": "up"}, "ltr or rtl"),
    ],
    ids=lambda value: " ".join(map(str, value.values())) if isinstance(value, dict) else "",
)
def test_what_can_not_be_added_is_refused(tree: Any, given: dict[str, Any], remedy: str) -> None:
    with pytest.raises(OperatorError, match=remedy):
        describe(tree.root, **given)


def test_a_second_time_is_refused_in_one_line_and_changes_nothing(tree: Any) -> None:
    before = tree.files()
    done = tree.lotse("languages", "add", "qaa", "--own-name", "Zweimal")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert "qaa: is on the list of languages already" in done.stderr
    assert tree.files() == before


def test_a_file_that_is_there_already_stays_and_nothing_is_written(tree: Any) -> None:
    path = tree.root / "data/concepts/sv.yml"
    path.write_text("husband: man*\n", "utf-8")
    before = tree.files()
    with pytest.raises(OperatorError, match=str(path)):
        add_language(tree.root, describe(tree.root, "sv"))
    after = tree.files()
    path.unlink()
    assert after == before


def test_a_folder_that_can_not_be_written_leaves_nothing_behind(tree: Any) -> None:
    folder = tree.root / "tests/places"
    folder.rename(tree.root / "kept")
    folder.write_text("no folder", "utf-8")
    before = tree.files()
    with pytest.raises(OperatorError, match="tests/places"):
        add_language(tree.root, describe(tree.root, "sv"))
    after = tree.files()
    folder.unlink()
    (tree.root / "kept").rename(folder)
    assert after == before
    assert not (tree.root / "data/nlu/sv").exists()
