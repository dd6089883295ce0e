"""The catalogues of this repository, and what the check finds in a spoilt copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from bot.messages import locales
from bot.messages.check import check
from bot.messages.sources import gather
from bot.settings import ROOT

Spoil = Callable[[polib.POFile], None]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The texts of the project and their catalogues, in a folder to spoil."""
    for path in ("domain.yml", "bot", "actions", "data/locales"):
        source, target = ROOT / path, tmp_path / path
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    return tmp_path


def spoil(root: Path, language: str, change: Spoil) -> tuple[str, ...]:
    path = locales.folder(root) / f"{language}.po"
    po = locales.open_catalogue(path)
    change(po)
    po.save(str(path))
    return check(root, language).faults


def entry(po: polib.POFile, text: str) -> polib.POEntry:
    found = po.find(text)
    assert found is not None
    return found


@pytest.mark.parametrize("language", locales.translated_languages())
def test_every_text_of_the_repository_is_translated(language: str) -> None:
    report = check(ROOT, language)
    assert report.faults == ()
    assert report.percent == 100


def test_the_template_is_up_to_date() -> None:
    pot = locales.open_catalogue(locales.folder(ROOT) / locales.TEMPLATE)
    assert {entry.msgid for entry in pot} == {source.text for source in gather(ROOT)}


def test_texts_come_from_domain_and_code_with_their_places() -> None:
    sources = {source.text: source for source in gather(ROOT)}
    assert sources["Residence permit"].places == ["domain.yml", "bot/dialogue/needs.py"]
    assert (
        "Answer utter_thank"
        in sources["You are welcome. Is there anything else that you need?"].comments
    )
    assert sources["speaks {language}"].comments[0].startswith("the people who advise")


PLANTED: list[tuple[str, str, str, str]] = [
    ("de", "in {place}", "in {ort}", "placeholders differ ({ort}, {place})"),
    ("de", "in {place}", "in {place} {", "broken braces"),
    ("de", "Police", "Police", "left in English"),
    ("tr", "Please call before you go there.", "Please call before gitmeden there.", "left in English for the most part"),
    ("ru", "Police", "Полиция police", "letters of a wrong script (Latn) in “police”"),
    ("ru", "Police", "Пoлиция", "letters of a wrong script (Latn) in “Пoлиция”"),  # a Latin o
    ("de", "Police", "Pоlizei", "letters of a wrong script (Cyrl) in “Pоlizei”"),  # a Cyrillic o
    ("uk", "Police", "Полицыя", "letters of another language (ы) in “Полицыя”"),
    ("fa", "Police", "پليس", "letters of another language (ي) in “پليس”"),
    ("de", "Police", " Polizei", "space at the start or the end"),
    ("de", "Police", "Polizei.", "ends with . punctuation, the English text with none"),
    ("ti", "You can call these people:", "ናብዞም ክትድውሉ ትኽእሉ ኢኹም።", "ends with . punctuation, the English text with :"),
    ("de", "Police", "Polizei TODO", "left-over TODO"),
    ("de", "Police", "", "missing"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "translation", "problem"), PLANTED)
def test_a_planted_fault_is_found_with_its_line(
    copy: Path, language: str, text: str, translation: str, problem: str
) -> None:
    def plant(po: polib.POFile) -> None:
        entry(po, text).msgstr = translation
        entry(po, text).tcomment = ""

    faults = spoil(copy, language, plant)
    path = locales.folder(copy) / f"{language}.po"
    line = path.read_text("utf-8").split("\n").index(f'msgid "{text}"') + 1
    shown = translation or text
    assert f"data/locales/{language}.po:{line}: {problem}: {shown}" in faults


def test_missing_stale_and_fuzzy_entries_are_found(copy: Path) -> None:
    def change(po: polib.POFile) -> None:
        po.remove(entry(po, "Police"))
        entry(po, "Health").flags.append("fuzzy")
        po.append(polib.POEntry(msgid="Said long ago.", msgstr="Vor langer Zeit gesagt."))

    faults = spoil(copy, "de", change)
    assert len(faults) == 3
    for problem, text in (("missing", "Police"), ("fuzzy", "Health"), ("stale", "Said long ago.")):
        assert any(f": {problem}" in fault and fault.endswith(f": {text}") for fault in faults)
    assert check(copy, "de").percent == 98


def test_plural_forms_are_counted_by_the_language(copy: Path) -> None:
    module = copy / "bot" / "invented.py"
    module.write_text('"""Invented."""\n\ntranslate_plural(x, "{n} day", "{n} days", 3)\n', "utf-8")
    locales.update(copy, "ru")
    day = "{n} day"

    def plant(forms: dict[int, str]) -> Spoil:
        return lambda po: setattr(entry(po, day), "msgstr_plural", forms)

    two_forms = spoil(copy, "ru", plant({0: "{n} день", 1: "{n} дня"}))
    assert [fault.split(": ")[1] for fault in two_forms] == ["2 of 3 plural forms"]
    assert spoil(copy, "ru", plant({0: "один день", 1: "{n} дня", 2: "{n} дней"})) == ()
    left_out = spoil(copy, "ru", plant({0: "{x} день", 1: "{n} дня", 2: "{n} дней"}))
    assert [fault.split(": ")[1] for fault in left_out] == ["placeholders differ ({x})"]


def test_a_wrong_header_is_found(copy: Path) -> None:
    def change(po: polib.POFile) -> None:
        po.metadata["Plural-Forms"] = "nplurals=1; plural=0;"

    assert any("plural forms must be" in fault for fault in spoil(copy, "uk", change))


@pytest.mark.parametrize("content", [b"nonsense", b'msgid "a"\nmsgstr "\xff"\n'])
def test_an_unreadable_catalogue_is_a_fault(copy: Path, content: bytes) -> None:
    (locales.folder(copy) / "ru.po").write_bytes(content)
    (fault,) = check(copy, "ru").faults
    assert fault.startswith("data/locales/ru.po:1: broken: ")


def test_a_language_without_catalogue_is_a_fault(copy: Path) -> None:
    (locales.folder(copy) / "ti.po").unlink()
    report = check(copy, "ti")
    assert report.percent == 0
    assert report.faults[0].startswith("data/locales/ti.po:1: no catalogue")


def test_update_keeps_translations_and_marks_what_is_no_longer_used(copy: Path) -> None:
    domain = copy / "domain.yml"
    domain.write_text(
        domain.read_text("utf-8").replace('title: "Flat"', 'title: "A flat"'), "utf-8"
    )
    done = locales.update(copy, "de")
    assert (done.new, done.stale, done.missing) == (1, 1, 1)
    po = locales.open_catalogue(locales.folder(copy) / "de.po")
    assert po.find("Flat", include_obsolete_entries=True).obsolete
    assert entry(po, "Police").msgstr == "Polizei"
    assert entry(po, "A flat").msgstr == ""


@pytest.mark.parametrize("language", locales.translated_languages())
def test_an_update_without_change_leaves_the_file_as_it_is(copy: Path, language: str) -> None:
    path = locales.folder(copy) / f"{language}.po"
    before = path.read_bytes()
    locales.update(copy, language)
    assert path.read_bytes() == before
