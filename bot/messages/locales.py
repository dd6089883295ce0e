"""The catalogues as files: the template of all texts, and each language brought up to date."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polib
from babel import UnknownLocaleError
from babel.messages.plurals import DEFAULT_PLURAL, get_plural

from bot.errors import OperatorError
from bot.languages import FALLBACK, LANGUAGES
from bot.messages.catalogue import has_texts
from bot.messages.sources import gather

TEMPLATE = "lotse.pot"
_WIDTH = 99


@dataclass(frozen=True)
class Update:
    """What bringing a catalogue up to date did: numbers of texts."""

    language: str
    new: int
    stale: int
    missing: int


def folder(root: Path) -> Path:
    """Where the catalogues of the project at `root` lie."""
    return root / "data" / "locales"


def translated_languages() -> list[str]:
    """The codes of all languages that have a catalogue, without the source's."""
    return [code for code in LANGUAGES if code != FALLBACK and has_texts(code)]


def template(root: Path) -> polib.POFile:
    """All texts of the project, untranslated."""
    pot = polib.POFile(wrapwidth=_WIDTH)
    pot.metadata = _metadata("")
    for source in gather(root):
        entry = polib.POEntry(
            msgid=source.text,
            comment="\n".join(source.comments),
            # No line numbers: they would change with every edit of the code.
            occurrences=[(place, "") for place in source.places],
            flags=["python-brace-format"] if "{" in source.text else [],
        )
        if source.plural:
            entry.msgid_plural, entry.msgstr_plural = source.plural, {0: "", 1: ""}
        pot.append(entry)
    return pot


def _metadata(language: str) -> dict[str, str]:
    header = {
        "Project-Id-Version": "Lotse",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    if language:
        header["Plural-Forms"] = plurals(language)[1]
    return header


def plurals(language: str) -> tuple[int, str]:
    """How many plural forms a language has, and its rule as gettext writes it, by Babel.

    English's for a language that CLDR lacks.
    """
    try:
        known = get_plural(language)
        return known.num_plurals, str(known)
    except UnknownLocaleError:
        number, rule = DEFAULT_PLURAL
        return number, f"nplurals={number}; plural={rule};"


def write_template(root: Path) -> int:
    """Write the template that translators' programs read; answers the number of texts."""
    pot = template(root)
    folder(root).mkdir(parents=True, exist_ok=True)
    pot.save(str(folder(root) / TEMPLATE))
    return len(pot)


def open_catalogue(path: Path) -> polib.POFile:
    """A catalogue for checking or editing. Raises OperatorError when it can't be read."""
    try:
        return polib.pofile(str(path), encoding="utf-8", wrapwidth=_WIDTH)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        problem = str(error).removeprefix(f"{path} ")
        raise OperatorError(f"{path}: not a gettext catalogue ({problem}); mend it.") from None


def update(root: Path, language: str) -> Update:
    """Merge the present texts into a catalogue, made if there is none.

    Translations are kept; a text that is no longer used is kept too, marked as obsolete.
    """
    path = folder(root) / f"{language}.po"
    po = open_catalogue(path) if path.exists() else polib.POFile(wrapwidth=_WIDTH)
    # What a translator's program wrote stays: the forms of plurals are numbered by its rule.
    po.metadata = {**_metadata(language), **po.metadata}
    po.header = (
        po.header or f"Lotse in {LANGUAGES[language].own_name}. Edit with any gettext program."
    )
    before = {entry.msgid for entry in po if not entry.obsolete}
    pot = template(root)
    po.merge(pot)
    _in_order(po, pot)
    path.parent.mkdir(parents=True, exist_ok=True)
    po.save(str(path))
    now = {entry.msgid for entry in po if not entry.obsolete}
    missing = sum(not entry.translated() for entry in po if not entry.obsolete)
    return Update(language, len(now - before), len(before - now), missing)


def _in_order(po: polib.POFile, pot: polib.POFile) -> None:
    """The order of the template, so that what belongs together is translated together."""
    order = {entry.msgid: position for position, entry in enumerate(pot)}
    po.sort(key=lambda entry: order.get(entry.msgid, len(order)))
