"""What a language's catalogue lacks or has wrong, against the texts of the project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

from bot.errors import OperatorError
from bot.messages.catalogue import PLACEHOLDER
from bot.messages.faults import SAME_AS_ENGLISH, faults
from bot.messages.locales import folder, open_catalogue, plurals
from bot.messages.sources import Source, gather

_MEND = "run `lotse locales update`"


_Fault = tuple[int, str, str]  # where its entry starts, the problem, the text


@dataclass(frozen=True)
class Report:
    """A language's faults as `path:line: problem: text`, and how many of its texts are told."""

    language: str
    faults: tuple[str, ...]
    told: int
    total: int

    @property
    def percent(self) -> int:
        """How much is translated, rounded down: 100 means all."""
        return 100 * self.told // self.total if self.total else 100


def check(root: Path, language: str, gathered: Iterable[Source] | None = None) -> Report:
    """Look at every text of a language; `gathered` are the project's, for who looks at several."""
    sources = {source.text: source for source in gathered or gather(root)}
    path = folder(root) / f"{language}.po"
    shown = str(path.relative_to(root))
    if not path.exists():
        fault = f"{shown}:1: no catalogue: {_MEND}"
        return Report(language, (fault,), 0, len(sources))
    try:
        po = open_catalogue(path)
    except OperatorError as error:
        return Report(language, (f"{shown}:1: broken: {error}",), 0, len(sources))
    used = [entry for entry in po if not entry.obsolete]
    found = [*_header(po, language), *_entries(used, sources, language)]
    found += [(0, f"missing, {_MEND}", text) for text in _absent(used, sources)]
    told = sum(entry.translated() for entry in used if entry.msgid in sources)
    lines = path.read_text("utf-8").splitlines()
    told_faults = tuple(
        f"{shown}:{_line(lines, start)}: {problem}: {text}" for start, problem, text in found
    )
    return Report(language, told_faults, told, len(sources))


def _line(lines: list[str], start: int) -> int:
    """The line of an entry's msgid; `start` is that of its first comment, 0 for no entry."""
    here = range(start, len(lines) + 1) if start > 1 else ()
    return next((line for line in here if lines[line - 1].startswith("msgid")), 1)


def _absent(used: list[polib.POEntry], sources: dict[str, Source]) -> Iterator[str]:
    known = {entry.msgid for entry in used}
    return (text for text in sources if text not in known)


def _header(po: polib.POFile, language: str) -> Iterator[_Fault]:
    """The number of plural forms is a fact of the language (CLDR and gettext, by Babel)."""
    number, wanted = plurals(language)
    header = po.metadata.get("Plural-Forms", "")
    if f"nplurals={number};" not in header.replace(" ", ""):
        yield 1, f"plural forms must be {wanted}", header or "no Plural-Forms header"


def _entries(
    used: list[polib.POEntry], sources: dict[str, Source], language: str
) -> Iterator[_Fault]:
    for entry in used:
        if entry.msgid not in sources:
            yield entry.linenum, f"stale, {_MEND}", entry.msgid
        elif entry.fuzzy:
            yield entry.linenum, "fuzzy, confirm or correct it", entry.msgid
        elif not entry.translated():
            yield entry.linenum, "missing", entry.msgid
        elif entry.msgid_plural or sources[entry.msgid].plural:
            yield from _plural(entry, sources[entry.msgid], language)
        else:
            allowed = SAME_AS_ENGLISH in entry.tcomment
            for problem in faults(entry.msgid, entry.msgstr, language, allowed):
                yield entry.linenum, problem, entry.msgstr


def _plural(entry: polib.POEntry, source: Source, language: str) -> Iterator[_Fault]:
    if entry.msgid_plural != source.plural:
        yield entry.linenum, f"plural of the English text differs, {_MEND}", entry.msgid
        return
    wanted, _ = plurals(language)
    if len(entry.msgstr_plural) != wanted:
        yield entry.linenum, f"{len(entry.msgstr_plural)} of {wanted} plural forms", entry.msgid
    for form in entry.msgstr_plural.values():
        # "one day", "no day": a form for one number may leave the number out.
        left_out = set(PLACEHOLDER.findall(entry.msgid_plural)) - set(PLACEHOLDER.findall(form))
        text = form if left_out - {"n"} else form + "{n}" * len(left_out)
        for problem in faults(entry.msgid_plural, text, language):
            yield entry.linenum, problem, form
