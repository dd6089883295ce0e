"""Texts by language: gettext catalogues `data/locales/<lang>.po`, English as their source.

A message id is the English sentence itself, with placeholders such as `{place}`. What a catalogue
lacks, or marks as fuzzy, is answered in English, so that nobody meets silence or a bare key.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import polib

from bot.errors import OperatorError
from bot.languages import FALLBACK, LANGUAGES
from bot.messages.bidi import isolate
from bot.settings import settings

# A doubled brace is a brace and no placeholder, as in str.format.
PLACEHOLDER = re.compile(r"(?<!\{)\{([A-Za-z_]\w*)\}")


@dataclass(frozen=True)
class Catalogue:
    """The translations of one language; `plural_form` is the header's rule, number -> index."""

    messages: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    plural_form: Callable[[int], int] = field(default=lambda n: int(n != 1))


def _(text: str) -> str:
    """Mark a text for extraction; it is translated where it is shown."""
    return text


def locales_folder() -> Path:
    """Where the catalogues lie."""
    return settings().root / "data" / "locales"


def read_catalogue(path: Path) -> Catalogue:
    """Read a .po file. Raises OperatorError when it can't be read as one."""
    try:
        entries = polib.pofile(str(path), encoding="utf-8")
        rule = gettext.c2py(_plural_rule(entries.metadata.get("Plural-Forms", "")))
    except (OSError, ValueError, UnicodeDecodeError) as error:
        raise OperatorError(
            f"{path}: not a gettext catalogue ({error}); mend it, or run `lotse locales check`."
        ) from None
    told = [entry for entry in entries if entry.translated()]
    return Catalogue(
        {entry.msgid: entry.msgstr for entry in told if not entry.msgid_plural},
        {entry.msgid: dict(entry.msgstr_plural) for entry in told if entry.msgid_plural},
        rule,
    )


def _plural_rule(header: str) -> str:
    """The C expression of a Plural-Forms header; English's without one."""
    match = re.search(r"plural\s*=\s*([^;]+)", header)
    return match.group(1).strip() if match else "n != 1"


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language, read once; an empty one for English and unknown languages."""
    path = locales_folder() / f"{language}.po"
    return read_catalogue(path) if language != FALLBACK and path.exists() else Catalogue()


def fill(text: str, values: Mapping[str, object], language: str = FALLBACK) -> str:
    """Put values into `{name}` placeholders; every other brace, and an unknown name, stays.

    Strings are isolated where the language runs the other way.
    """

    def value(match: re.Match[str]) -> str:
        if match[1] not in values:
            return match[0]
        given = values[match[1]]
        return isolate("" if given is None else str(given), language)

    return PLACEHOLDER.sub(value, text) if "{" in text else text


@cache
def has_texts(language: str) -> bool:
    """Whether Lotse's own texts exist in a language; one without is understood all the same."""
    return language == FALLBACK or (locales_folder() / f"{language}.po").exists()


def spoken(language: str | None) -> str:
    """The language of texts for somebody who writes `language`.

    Without texts of its own that is the one it is nearest to (Persian for Dari), else English.
    """
    near = LANGUAGES[language].detected_as if language in LANGUAGES else None
    return next((code for code in (language, near) if code and has_texts(code)), FALLBACK)


def translate(language: str, msgid: str, /, **params: object) -> str:
    """The text in a language, English where it has no translation, with `params` filled in."""
    text = catalogue(language).messages.get(msgid)
    return fill(msgid, params) if text is None else fill(text, params, language)


def translate_plural(language: str, singular: str, plural: str, n: int, /, **params: object) -> str:
    """The form of the text that fits the number `n`, which is also filled into `{n}`."""
    params = {"n": n, **params}
    known = catalogue(language)
    forms = known.plurals.get(singular, {})
    form = forms.get(known.plural_form(n))
    if form is None:
        return fill(singular if n == 1 else plural, params)
    return fill(form, params, language)
