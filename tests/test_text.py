"""Texts in comparable forms. Expected values: Unicode's own tables and spelling of each language."""

from __future__ import annotations

import pytest

from bot.text import fold, normalise, romanise, script_of, scripts_in


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("  a \t b\n\nc ", "a b c"),
        ("Ｗｏｈｎｕｎｇ ﬁnden", "Wohnung finden"),
        ("a\u200bb\ufeffc\u202ed\u00ade", "abcde"),
        ("\x00a\x07\x1bb", "ab"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u00a0b\u2003c\u2028d", "a b c d"),
        ("\u200b \u200e/need_visa", "/need_visa"),
        ("\ud800a", "a"),
        ("👩\u200d👧", "👩👧"),
        ("", ""),
    ],
)
def test_normalise(text: str, normal: str) -> None:
    assert normalise(text) == normal
    assert normalise(normal) == normal


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("STRASSE", "straße"),
        ("Köln", "koln"),
        ("İstanbul", "istanbul"),
        ("ışık", "isik"),
        ("Łódź", "lodz"),
        ("ёлка", "елка"),
        ("Київ", "Киів"),
        ("أحمد", "احمد"),
        ("كتاب", "کتاب"),
        ("على", "علی"),
        ("مدرسة", "مدرسه"),
        ("مُحَمَّد", "محمد"),
        ("بـــيت", "بيت"),
        ("٤٤١٣٥", "44135"),
        ("۴۴۱۳۵", "44135"),
        ("ሠላም", "ሰላም"),
        ("ፀሓይ", "ጸሓይ"),
        ("é", "e\u0301"),
    ],
)
def test_spellings_that_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("hat", "hut"), ("дом", "дым"), ("ሰላም", "ሰለም")])
def test_words_that_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_folding_twice_changes_nothing() -> None:
    for text in ("İstanbul’da ÖĞRENCİ", "إلى المدرسةِ", "Ґанок їжак", "ፀሓይ ፩", "Straße №5"):
        assert fold(fold(text)) == fold(text)


def test_marks_that_carry_meaning_stay_in_other_scripts() -> None:
    assert fold("हिन्दी") == "हिन्दी"
    assert fold("ไทย") == "ไทย"


def test_romanise_gives_plain_letters() -> None:
    assert romanise("Привіт").isascii() and romanise("ሰላም").isascii()
    assert romanise("München") == "Munchen"


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Hallo", "Latn"),
        ("привет Hi", "Cyrl"),
        ("سلام", "Arab"),
        ("ሰላም", "Ethi"),
        ("नमस्ते", "Deva"),
        ("你好", "Hani"),
        ("გამარჯობა", "Geor"),
        ("12345 ?! 🙂", None),
        ("", None),
    ],
)
def test_script_of(text: str, script: str | None) -> None:
    assert script_of(text) == script


def test_scripts_are_counted_by_letters() -> None:
    assert scripts_in("ab 12 вг д") == {"Latn": 2, "Cyrl": 3}
