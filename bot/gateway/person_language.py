"""The language in which the gateway itself speaks: its errors and the widget's own texts."""

from __future__ import annotations

from collections.abc import Iterable

from bot.languages import FALLBACK, LANGUAGES
from bot.messages.catalogue import has_texts
from bot.text import script_of


def supported(tags: Iterable[str | None]) -> list[str]:
    """Languages with texts for BCP 47 tags, in order: `uk-UA` -> `uk`; others fall out."""
    codes = (tag.split("-")[0].lower() for tag in tags if tag)
    return [code for code in codes if code in LANGUAGES and has_texts(code)]


def accepted(header: str) -> list[str]:
    """The tags of an Accept-Language header, the most wanted first."""
    weighted = []
    for position, part in enumerate(header[:500].split(",")):
        tag, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            weight = 0.0
        weighted.append((-weight, position, tag))
    return [tag for _, _, tag in sorted(weighted)]


def first_supported(tags: Iterable[str | None]) -> str:
    """The first language that Lotse speaks, else English."""
    return next(iter(supported(tags)), FALLBACK)


def person_language(tags: Iterable[str | None], text: str = "") -> str:
    """The best guess from `tags` (best first) and from the script that the person writes in."""
    candidates = supported(tags)
    script = script_of(text)
    for code in [*candidates, *LANGUAGES] if script not in (None, "Latn") else []:
        if LANGUAGES[code].scripts[0] == script and has_texts(code):
            return code
    return candidates[0] if candidates else FALLBACK
