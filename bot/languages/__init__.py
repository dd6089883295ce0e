"""The languages that Lotse speaks: one list, `languages.yml`, read once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

_LIST = Path(__file__).with_name("languages.yml")
FALLBACK = "en"


@dataclass(frozen=True)
class Language:
    """One language. `scripts` are ISO 15924 codes, the usual one first; `direction` is ltr or rtl.

    `detected_as` names the language that detection may answer in its place (Dari: Persian).
    """

    code: str
    own_name: str
    scripts: tuple[str, ...]
    direction: str
    detected_as: str | None = None


def read_languages(path: Path = _LIST) -> dict[str, Language]:
    """The list as code -> Language, in the order of the menu."""
    entries = yaml.safe_load(path.read_text("utf-8"))
    languages = (Language(**{**entry, "scripts": tuple(entry["scripts"])}) for entry in entries)
    return {language.code: language for language in languages}


LANGUAGES = read_languages()


def direction(code: str) -> str:
    """The writing direction of a language, `ltr` for one that isn't on the list."""
    return LANGUAGES[code].direction if code in LANGUAGES else "ltr"
