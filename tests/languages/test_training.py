"""Language detection learns any list of languages, also scripts and codes nobody has heard of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.languages.background import background
from bot.languages.detect import LanguageDetector
from bot.languages.evidence import Reader, split
from bot.languages.examples import copies, loan_words

SMALL = [
    ("ich suche eine neue arbeit", "de"), ("wo finde ich eine wohnung", "de"),
    ("kann mir jemand mit dem brief helfen", "de"), ("ich brauche einen arzt", "de"),
    ("zul mak torbi wex ulonk", "qaa"), ("torbi ulonk mak ferz", "qaa"),
    ("wexul torbi zul makon", "qaa"), ("ferz ulonk torbi wex", "qaa"),
    ("ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ ᎠᏂᏴᏫᏯ", "qab"), ("ᎣᏏᏲ ᏙᎯᏧ ᎣᏍᏓ", "qab"),
] * 4  # fmt: skip


@pytest.fixture(scope="module")
def small() -> LanguageDetector:
    return LanguageDetector.train(SMALL)


def test_invented_language_is_learnt(small: LanguageDetector) -> None:
    assert small.detect("torbi mak ulonk wex ferz").language == "qaa"
    assert small.detect("wo finde ich arbeit").language == "de"


def test_same_texts_give_the_same_detector(small: LanguageDetector, tmp_path: Path) -> None:
    again = LanguageDetector.train(SMALL)
    texts = ["torbi mak", "wo finde ich arbeit", "jag heter Anna"]
    assert again.detect_many(texts) == small.detect_many(texts)


def test_saved_settings_are_plain_json(small: LanguageDetector, tmp_path: Path) -> None:
    small.save(tmp_path)
    settings = json.loads((tmp_path / "languages.json").read_text("utf-8"))
    assert settings["codes"] == ["de", "qaa", "qab"]


def test_copies_as_people_type_them() -> None:
    assert "diplomamin taninmasi" in copies("Diplomamın tanınması", "tr")
    assert "muenchen" in copies("München", "de")
    assert "مي خواهم كار" in copies("می خواهم کار", "fa")
    assert "rabota" in copies("работа", "ru")
    assert copies("hello", "en") == ["hello"]


def test_loan_words_are_the_german_ones_that_others_use() -> None:
    texts = [
        ("der Bescheid vom Jobcenter", "de"), ("Jobcenter randevu", "tr"),
        ("the Jobcenter called", "en"), ("мені прийшов Bescheid", "uk"), ("the bus is late", "en"),
    ]  # fmt: skip
    assert loan_words([(split(text), code) for text, code in texts]) == ["bescheid", "jobcenter"]


def test_script_of_a_mixed_message_is_the_other_one() -> None:
    evidence = Reader().read("Berechtigungsschein від BAMF отримала")
    assert (evidence.script, evidence.words) == ("Cyrl", ("від", "отримала"))
    assert Reader().read("日本語です").script == "Jpan"
    assert Reader().read("3andi mushkila").words == ("3andi", "mushkila")


def test_background_has_languages_beyond_the_list() -> None:
    texts = background()
    assert {"sv", "fi", "da", "he", "sl"} <= set(texts)
    assert any("och" in text.split() for text in texts["sv"])
