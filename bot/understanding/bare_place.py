"""Messages that hold a place and next to nothing else: the answer to "where?".

Whoever was asked for their town writes "Dortmund", "in Dortmund", "Dortmund'dayım" or "44135".
What a classifier learnt of the town's name from other sentences must not decide there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_LETTERS = re.compile(r"[^\W\d_]+")
_SHORT = 3  # letters of the longest word that says nothing by itself: "in", "у", "ich"
_FEW = 2


def words_beside(text: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    """The words that hold no place; `spans` are places in `text`, endings belong to their word."""
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    return [
        word
        for chunk in re.finditer(r"\S+", text)
        if not any(s < chunk.end() and e > chunk.start() for s, e in zip(starts, ends, strict=True))
        for word in _LETTERS.findall(chunk.group())
    ]


def settles(beside: list[str], is_need: bool) -> bool:
    """Whether a message that names a place only gives it, by the words `beside` the place.

    Short words beside it leave a need alone: "WG Köln", "Job Köln".
    """
    if not beside:
        return True
    return not is_need and len(beside) <= _FEW and max(map(len, beside)) <= _SHORT
