"""The language of somebody who has not written a sentence yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.languages import LANGUAGES


def guess(metadata: Mapping[str, Any]) -> str | None:
    """A first guess from what the page and the browser say: chosen, then browser, then page."""
    candidates = [
        metadata.get("chosen_language"),
        *(metadata.get("browser_languages") or []),
        metadata.get("page_language"),
    ]
    for candidate in candidates:
        code = str(candidate or "").split("-")[0].lower()
        if code in LANGUAGES:
            return code
    return None
