"""Opening hours in words of a language, one line for the days that share their hours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.messages import formatting
from bot.messages.bidi import isolate
from bot.messages.catalogue import _, translate
from bot.messages.week import PUBLIC_HOLIDAY, SCHOOL_HOLIDAY, Hours, Span, Week, read_week

_ALWAYS = _("around the clock, every day")
_APPOINTMENT = _("by appointment")
_SAYS_APPOINTMENT = re.compile(
    r"(nur )?(nach|mit|auf) ((telefonischer|vorheriger) )?(termin)?(vereinbarung|absprache)"
    r"|(nur )?(mit|nach) termin|(only )?by appointment( only)?|appointment only",
    re.IGNORECASE,
)


def hours_in_words(text: str, language: str) -> list[str] | None:
    """Lines such as "Monday to Friday: 09:00–12:00"; None when they can't be told for certain."""
    if _SAYS_APPOINTMENT.fullmatch(text.strip(' ".')):
        return [_capital(translate(language, _APPOINTMENT))]
    week = read_week(text)
    if week is None:
        return None
    lines = list(_weekdays(week, language))
    lines += _holidays(week, language)
    lines += (_comment(remark, language) for remark in week.remarks)
    return [_capital(line) for line in lines]


def _weekdays(week: Week, language: str) -> Iterator[str]:
    groups: dict[Hours, list[int]] = {}
    for day in range(7):
        if (hours := week.days.get(day)) and not hours.closed:
            groups.setdefault(hours, []).append(day)
    if list(groups) == [Hours(always=True)] and set(week.days) == set(range(7)):
        yield translate(language, _ALWAYS)
        return
    for hours, days in groups.items():
        yield _line(_days_in_words(days, language), hours, language)


def _line(days: str, hours: Hours, language: str) -> str:
    comment = _comment(hours.comment, language)
    told = _spans(hours, language) if hours.spans or hours.always else comment
    # Shown: a line of the opening hours, such as "Monday to Friday: 09:00–12:00".
    line = translate(language, "{days}: {hours}", days=days, hours=told)
    return f"{line} ({comment})" if comment and told != comment else line


def _spans(hours: Hours, language: str) -> str:
    if hours.always:
        return translate(language, "around the clock")
    return formatting.words((_span(span, language) for span in hours.spans), language)


def _span(span: Span, language: str) -> str:
    if span.end is None:
        # Shown: a time of day, open from then on, the end is not known.
        return translate(language, "from {time}", time=formatting.clock(span.start, language))
    return formatting.times(span.start, span.end, language)


def _days_in_words(days: list[int], language: str) -> str:
    """Three days in a row as a range, fewer one by one: "Monday to Wednesday and Friday"."""
    parts: list[str] = []
    for run in _runs(days):
        names = [formatting.weekday(day, language) for day in run]
        if len(run) > 2:
            # Shown: days of the week, "Monday to Friday".
            text = translate(language, "{first} to {last}", first=names[0], last=names[-1])
            parts.append(text)
        else:
            parts += names
    return formatting.words(parts, language)


def _runs(days: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _holidays(week: Week, language: str) -> Iterator[str]:
    if hours := week.days.get(PUBLIC_HOLIDAY):
        if hours.closed:
            yield translate(language, "closed on public holidays")
        else:
            yield _line(translate(language, "public holidays"), hours, language)
    if hours := week.days.get(SCHOOL_HOLIDAY):
        if hours.closed:
            yield translate(language, "closed in the school holidays")
        else:
            yield _line(translate(language, "school holidays"), hours, language)


def _comment(text: str, language: str) -> str:
    """A known remark in the language, any other as the organisation wrote it."""
    if _SAYS_APPOINTMENT.fullmatch(text.strip(" .")):
        return translate(language, _APPOINTMENT)
    return isolate(text, language)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
