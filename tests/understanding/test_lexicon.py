"""Words that name facts, found in running text."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import OperatorError
from bot.understanding.lexicon import Lexicon, read_lexicons

GERMAN = """
occupations:
  nurse: [Krankenschwester*, Pflegefachkraft]
  teacher: [Lehrer*, staatlich geprüfte Lehrkraft]
languages:
  uk: [Ukrainisch*]
phone: [telefon*, am Telefon]
"""
TURKISH = "occupations: {nurse: [hemşire*], hairdresser: [kuaför]}\nphone: [ara]\n"
ARABIC = "occupations: {nurse: [ممرضة]}\n"
PERSIAN = "occupations: {nurse: [ممرضه]}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for code, text in {"de": GERMAN, "tr": TURKISH, "ar": ARABIC, "fa": PERSIAN}.items():
        (tmp_path / f"{code}.yml").write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def lexicon(folder: Path) -> Lexicon:
    return Lexicon(read_lexicons(folder))


@pytest.mark.parametrize(
    ("words", "language", "found"),
    [
        ("ich bin krankenschwester", "de", ["nurse"]),
        ("wir sind krankenschwestern", "de", ["nurse"]),
        ("pflegefachkrafte", "de", []),
        ("als staatlich geprufte lehrkraft", "de", ["teacher"]),
        ("hemsireyim", "tr", ["nurse"]),
        ("hemsireyim", "ru", []),
        ("я krankenschwester", "uk", ["nurse"]),
        ("وممرضه", "ar", ["nurse"]),
        ("الممرضه", "ar", ["nurse"]),
        ("وممرضه", "fa", []),
        ("kuafor", None, ["hairdresser"]),
        ("", "de", []),
    ],
)
def test_forms_endings_and_clitics(
    lexicon: Lexicon, words: str, language: str | None, found: list[str]
) -> None:
    assert [hit.value for hit in lexicon.find(words.split(), language)] == found


def test_short_german_words_are_no_loan_words(lexicon: Lexicon) -> None:
    assert lexicon.find(["ara"], "tr") and not lexicon.find(["ara"], "de")


def test_the_longest_form_comes_first(lexicon: Lexicon) -> None:
    hits = lexicon.find(["beratung", "am", "telefon"], "de")
    assert (hits[0].first, hits[0].last) == (1, 2)


def test_saving_and_loading(lexicon: Lexicon, tmp_path: Path) -> None:
    lexicon.save(tmp_path / "lexicon.json")
    loaded = Lexicon.load(tmp_path / "lexicon.json")
    assert loaded.entries == lexicon.entries
    assert loaded.find(["hemsireyim"], "tr") == lexicon.find(["hemsireyim"], "tr")


def test_a_broken_file_is_named_with_its_line(folder: Path) -> None:
    (folder / "de.yml").write_text("occupations:\n  nurse: [a\nphone: [b]\n", "utf-8")
    with pytest.raises(OperatorError, match=r"de\.yml:\d+: not valid YAML"):
        read_lexicons(folder)
