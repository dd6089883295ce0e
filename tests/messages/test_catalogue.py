"""Looking up and filling texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import OperatorError
from bot.messages.catalogue import (
    Catalogue,
    fill,
    read_catalogue,
    translate,
    translate_plural,
)

RUSSIAN = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

msgid "Police"
msgstr "Полиция"

#, fuzzy
msgid "Send"
msgstr "Отправить"

msgid "Phone"
msgstr ""

msgid "{n} offer"
msgid_plural "{n} offers"
msgstr[0] "{n} предложение"
msgstr[1] "{n} предложения"
msgstr[2] "{n} предложений"
"""


@pytest.fixture
def russian(tmp_path: Path) -> Catalogue:
    path = tmp_path / "ru.po"
    path.write_text(RUSSIAN, "utf-8")
    return read_catalogue(path)


def test_reads_what_is_translated(russian: Catalogue) -> None:
    assert russian.messages == {"Police": "Полиция"}


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "предложение"),
        (2, "предложения"),
        (5, "предложений"),
        (11, "предложений"),
        (21, "предложение"),
    ],
)
def test_plural_forms_follow_the_rule_of_the_header(
    russian: Catalogue, number: int, expected: str
) -> None:
    forms = russian.plurals["{n} offer"]
    assert forms[russian.plural_form(number)] == f"{{n}} {expected}"


def test_a_broken_catalogue_names_its_file(tmp_path: Path) -> None:
    path = tmp_path / "xx.po"
    path.write_text('msgid "a"\nnonsense\n', "utf-8")
    with pytest.raises(OperatorError, match=r"xx\.po"):
        read_catalogue(path)


def test_translates_in_the_language() -> None:
    assert translate("de", "Police") == "Polizei"
    assert translate("uk", "Police") == "Поліція"


@pytest.mark.parametrize("language", ["en", "de", "xx", "fa"])
def test_a_text_without_translation_stays_english(language: str) -> None:
    assert translate(language, "Never written, {name}.", name="Ada") == "Never written, Ada."


def test_plural_without_translation_is_english() -> None:
    assert translate_plural("de", "{n} dog", "{n} dogs", 1) == "1 dog"
    assert translate_plural("xx", "{n} dog", "{n} dogs", 3) == "3 dogs"


def test_filling_leaves_other_braces_and_unknown_names() -> None:
    text = '/give_place{"mode": "remote"} {place} {unknown} {{place}}'
    assert fill(text, {"place": "Bonn"}) == '/give_place{"mode": "remote"} Bonn {unknown} {{place}}'


def test_a_value_is_not_filled_again() -> None:
    assert fill("{name}", {"name": "{secret}", "secret": "x"}) == "{secret}"


def test_a_latin_name_is_isolated_in_right_to_left_text() -> None:
    assert translate("ar", "in {place}", place="Köln") == "في \u2068Köln\u2069"
    assert translate("ti", "in {place}", place="Köln") == "ኣብ Köln"


def test_arabic_values_and_plain_numbers_need_no_isolation() -> None:
    assert translate("ar", "about {distance}", distance="12 كم") == "حوالي 12 كم"
