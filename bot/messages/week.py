"""Opening hours (OSM syntax) as a week: which spans belong to which day.

The opening-hours library checks the syntax and brings it into one spelling; it gives no access to
the rules it read, so the plain weekly ones are read here from that spelling. Everything else
(months, weeks, sunrise, "first Wednesday") is told apart as `None`, never simplified.
Specification: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import time

from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
PUBLIC_HOLIDAY, SCHOOL_HOLIDAY = 7, 8  # stand beside the days of the week, 0 to 6
_SPECIAL = {"PH": PUBLIC_HOLIDAY, "SH": SCHOOL_HOLIDAY}
_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)"
_CLOCK = r"\d\d:\d\d"
_SPAN = rf"{_CLOCK}(?:-{_CLOCK}\+?|\+)"
_RULE = re.compile(
    rf"(?P<days>{_DAY}(?:-{_DAY})?(?:,{_DAY}(?:-{_DAY})?)*|24/7)?"
    rf" ?(?P<spans>{_SPAN}(?:,{_SPAN})*)?"
    r" ?(?P<closed>closed)?"
    r' ?(?:"(?P<comment>[^"]*)")?'
)
_OUTSIDE_QUOTES = r'(?=(?:[^"]*"[^"]*")*[^"]*$)'
_SEPARATOR = re.compile(rf"(; | \|\| |, (?={_DAY}|\d)){_OUTSIDE_QUOTES}")


@dataclass(frozen=True)
class Span:
    """From `start` to `end`, 0:00 is midnight; `end` is None for "from 9 o'clock"."""

    start: time
    end: time | None


@dataclass(frozen=True)
class Hours:
    """What holds on a day: spans, around the clock, closed, or the `comment` alone."""

    spans: tuple[Span, ...] = ()
    always: bool = False
    closed: bool = False
    comment: str = ""


@dataclass
class Week:
    """Hours by day, 0 to 8; a day without an entry is closed. `remarks` hold beside them."""

    days: dict[int, Hours] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Rule:
    days: tuple[int, ...]
    hours: Hours


def read_week(text: str) -> Week | None:
    """The week that an opening_hours value describes; None when it can't be told by weekdays."""
    try:
        canonical = str(OpeningHours(text))
    except ParserError:
        return None
    if not text.lstrip().startswith("24/7"):
        # The library writes a comment that stands alone as if it said "always open".
        canonical = re.sub(r'(^|; |\|\| )24/7 (?=")', r"\1", canonical)
    all_day = "00:00-24:00" in text  # which the library leaves out when it writes the rule
    week = Week()
    parts = _SEPARATOR.split(canonical)
    for separator, part in zip(["; ", *parts[1::2]], parts[::2], strict=True):
        rule = _rule(part, all_day)
        if rule is None or not _apply(week, separator, rule):
            return None
    return week if week.remarks or any(not day.closed for day in week.days.values()) else None


def _rule(text: str, all_day: bool) -> _Rule | None:
    match = _RULE.fullmatch(text)
    if not match:
        return None
    days, comment, closed = match["days"], match["comment"] or "", bool(match["closed"])
    spans = [_span(span) for span in (match["spans"] or "").split(",") if span]
    always = not spans and not closed and (days == "24/7" or all_day)
    known = tuple(span for span in spans if span)
    if len(known) < len(spans) or not (known or always or closed or comment):
        return None  # days alone mean all day to the specification, but hardly to who wrote them
    hours = Hours(known, always, closed, comment)
    if days is None and not known and not closed:
        return _Rule((), hours)
    everything = tuple(range(7))
    return _Rule(everything if days in (None, "24/7") else tuple(_days(days)), hours)


def _days(selector: str) -> Iterator[int]:
    for part in selector.split(","):
        first, _, last = part.partition("-")
        if first in _SPECIAL:
            yield _SPECIAL[first]
            continue
        start, end = DAYS.index(first), DAYS.index(last or first)
        yield from ((start + step) % 7 for step in range((end - start) % 7 + 1))


def _span(text: str) -> Span | None:
    start, _, end = text.removesuffix("+").partition("-")
    if end and text.endswith("+"):
        return None
    last = end if end < "24:00" else f"{int(end[:2]) - 24:02}{end[2:]}"
    try:
        return Span(time.fromisoformat(start), time.fromisoformat(last) if last else None)
    except ValueError:
        return None


def _apply(week: Week, separator: str, rule: _Rule) -> bool:
    """`;` replaces what was said of a day, `,` adds to it; False when it can't be told."""
    if not rule.days:
        week.remarks.append(rule.hours.comment)
        return True
    for day in rule.days:
        before = week.days.get(day)
        if separator != ", " or before is None or before.closed:
            week.days[day] = rule.hours
        elif before.comment != rule.hours.comment or not (before.spans and rule.hours.spans):
            return False
        else:
            spans = sorted({*before.spans, *rule.hours.spans}, key=lambda span: span.start)
            week.days[day] = replace(before, spans=tuple(spans))
    return separator != " || "
