"""Words and sentences by spaCy's rules of each language."""

from __future__ import annotations

import pytest

from bot.languages import LANGUAGES
from bot.understanding.words import sentences, words


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Hallo, ich suche Arbeit!", "de", ["Hallo", ",", "ich", "suche", "Arbeit", "!"]),
        ("ዳታ፣ ሓገዝ", "ti", ["ዳታ", "፣", "ሓገዝ"]),
        ("  ", "en", []),
        ("", None, []),
    ],
)
def test_words(text: str, language: str | None, found: list[str]) -> None:
    assert words(text, language) == found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ich suche Arbeit. Und eine Wohnung.", "de"),
        ("أبحث عن عمل؟ وعن سكن.", "ar"),
        ("ስራሕ እደሊ። ገዛ እደሊ።", "ti"),
        ("Я шукаю роботу! А ще житло", "uk"),
    ],
)
def test_two_sentences(text: str, language: str) -> None:
    assert len(sentences(text, language)) == 2


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_can_be_cut_into_words(code: str) -> None:
    assert words("44135 Dortmund", code) == ["44135", "Dortmund"]
