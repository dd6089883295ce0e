"""One line of `lotse doctor`: something that was looked at, how it is, and what to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Level = Literal["ok", "look", "bad"]


@dataclass(frozen=True)
class Finding:
    """What was found about a subject.

    `level`: "ok"; "look" when Lotse works but somebody should look at it; "bad" when it does not
    work, or will not start. `remedies`: sentences with a command, none when it is ok. `values`:
    the figures of the text, for machines.
    """

    level: Level
    subject: str
    text: str
    remedies: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)


def ok(subject: str, text: str, **values: Any) -> Finding:
    """All is well."""
    return Finding("ok", subject, text, (), values)


def look(subject: str, text: str, *remedies: str, **values: Any) -> Finding:
    """It works, but somebody should look at it."""
    return Finding("look", subject, text, remedies, values)


def bad(subject: str, text: str, *remedies: str, **values: Any) -> Finding:
    """It does not work."""
    return Finding("bad", subject, text, remedies, values)
