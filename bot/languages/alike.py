"""Languages that count as one when an answer is judged, because their texts hardly differ."""

from __future__ import annotations

ALIKE = (frozenset({"hr", "bs", "sr"}), frozenset({"fa", "prs"}))


def same_language(truth: str, answer: str | None) -> bool:
    """Whether an answer counts as the language: hr, bs and sr are one, so are fa and prs."""
    return truth == answer or any(truth in group and answer in group for group in ALIKE)
