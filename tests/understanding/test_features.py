"""Hashed n-grams: shared by all languages, and once more for each."""

from __future__ import annotations

import numpy as np
import pytest

from bot.understanding.features import FeatureSpace, count, pieces_of, prepare, tokens, words_of


def test_tokens_are_character_and_word_n_grams_inside_words() -> None:
    found = set(tokens("ab cd"))
    assert {" ab ", "ab", "b ", " c"} <= found
    assert {"\x01ab", "\x01cd", "\x01ab\x01cd"} <= found
    assert not any("b c" in token for token in found)
    assert max(len(t) for t in tokens("abcdefgh") if "\x01" not in t) == 5


def test_chinese_is_cut_into_its_signs() -> None:
    assert words_of(prepare("我要工作")) == ["我", "要", "工", "作"]
    assert words_of(prepare("Ich suche!")) == ["ich", "suche", "!"]


@pytest.mark.parametrize("word", ["हिन्दी", "বাংলা", "தமிழ்", "ਪੰਜਾਬੀ", "ภาษาที่", "می‌خواهم"])
def test_vowel_signs_and_joiners_belong_to_their_word(word: str) -> None:
    assert words_of(prepare(word)) == [word]


def test_a_danda_ends_a_sentence_and_belongs_to_no_word() -> None:
    assert words_of(prepare("मदद चाहिए।")) == ["मदद", "चाहिए", "।"]


def test_lexicons_find_words_in_scripts_without_blanks() -> None:
    assert pieces_of("หางาน") == ["ห", "า", "ง", "า", "น"]
    assert pieces_of("找工作 now") == ["找", "工", "作", "now"]


def test_a_language_adds_features_of_its_own() -> None:
    plain, german, turkish = (count(["nein"], [code]) for code in (None, "de", "tr"))
    shared = set(plain.indices)
    assert shared < set(german.indices) and shared < set(turkish.indices)
    assert set(german.indices) & set(turkish.indices) == shared
    assert german.nnz == turkish.nnz == plain.nnz + 1  # its word


def test_weights_have_unit_length_and_nothing_weighs_nothing() -> None:
    texts = ["ich suche arbeit", "ich suche eine wohnung", "ich lerne deutsch"]
    space = FeatureSpace.fit(count(texts, ["de"] * 3))
    assert list(space.numbers) == sorted(space.numbers)
    weighed = space.weigh(count([*texts, ""], ["de"] * 4))
    norms = np.sqrt(weighed.multiply(weighed).sum(axis=1)).A1
    assert np.allclose(norms, [1, 1, 1, 0])


def test_only_what_occurs_twice_is_kept_and_the_rare_weigh_more() -> None:
    counts = count(["aaa xyz", "aaa xyz", "aaa", "qqq"], [None] * 4)
    space = FeatureSpace.fit(counts)
    rare, common, once = (_number(word) for word in ("\x01xyz", "\x01aaa", "\x01qqq"))
    assert once not in space.numbers
    idf = dict(zip(space.numbers.tolist(), space.idf.tolist(), strict=True))
    assert idf[rare] > idf[common]


def _number(token: str) -> int:
    from bot.understanding.features import _HASHER

    return int(_HASHER.transform([[token]]).indices[0])
