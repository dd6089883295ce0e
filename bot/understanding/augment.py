"""Copies of training utterances as people without their keyboard would have typed them."""

from __future__ import annotations

from bot.text import fold, normalise, romanise, script_of


def copies(text: str) -> list[str]:
    """The text itself, without diacritics where it has any, and in Latin letters."""
    plain = normalise(text).casefold()
    variants = [plain]
    folded = fold(text)
    if folded != plain:
        variants.append(folded)
    if script_of(text) not in (None, "Latn"):
        latin = romanise(plain).casefold()
        if latin not in variants:
            variants.append(latin)
    return variants
