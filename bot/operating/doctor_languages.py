"""Utterances, held-out sentences and texts of each language, for `lotse doctor`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bot.errors import OperatorError
from bot.languages import FALLBACK, LANGUAGES
from bot.languages.check import minimum
from bot.messages import locales
from bot.messages.check import check
from bot.messages.sources import Source, gather
from bot.operating.finding import Finding, bad, look, ok
from bot.settings import Settings
from bot.understanding.corpus import Utterance, read_corpus
from bot.understanding.taxonomy import INTENTS

_CODES = "{codes}"  # of all languages with the same remedy
_UPDATE = f"Run `lotse locales update {_CODES}` and translate what is empty in data/locales."
_MEND = f"Mend what `lotse locales check {_CODES}` names."
_WRITE = f"Write the utterances that `lotse languages check {_CODES}` names."


def languages(values: Settings) -> Iterator[Finding]:
    """Each language: how many utterances and held-out sentences, and whether texts are complete.

    Raises OperatorError when the texts of the project can't be read.
    """
    root = values.root
    sources = gather(root)
    begun = [code for code in LANGUAGES if _begun(code, root)]
    yield from _together([(code, _language(code, root, sources)) for code in begun])
    if names := [code for code in LANGUAGES if code not in begun]:
        yield ok("other languages", f"known by their name only: {' '.join(names)}", codes=names)


def _together(findings: Sequence[tuple[str, Finding]]) -> Iterator[Finding]:
    """The findings; a remedy that several need names all their languages."""
    codes = defaultdict(list)
    for code, finding in findings:
        for remedy in finding.remedies:
            codes[remedy].append(code)
    for _, finding in findings:
        told = tuple(r.replace(_CODES, " ".join(codes[r])) for r in finding.remedies)
        yield replace(finding, remedies=told)


def _begun(code: str, root: Path) -> bool:
    folders = (root / base / "nlu" / code for base in ("data", "tests"))
    return code == FALLBACK or _catalogue(code, root).exists() or any(f.is_dir() for f in folders)


def _catalogue(code: str, root: Path) -> Path:
    return locales.folder(root) / f"{code}.po"


def _language(code: str, root: Path, sources: Sequence[Source]) -> Finding:
    subject = f"language {code}"
    try:
        training = read_corpus(root / "data" / "nlu", (code,))
        held_out = read_corpus(root / "tests" / "nlu", (code,))
    except OperatorError as error:
        return bad(subject, "its utterances can't be read", str(error), code=code)
    thin = sorted({*_thin(training, code, False), *_thin(held_out, code, True)})
    texts, remedy = _texts(code, root, sources)
    remedies = [remedy] if remedy else []
    said = f"{len(training)} utterances, {len(held_out)} held out, {texts}"
    if thin:
        said += f"; too few of {len(thin)} intents"
        remedies.append(_WRITE)
    numbers = {"code": code, "utterances": len(training), "held_out": len(held_out)}
    if not remedies:
        return ok(subject, said, **numbers, texts=texts, too_few=thin)
    return look(subject, said, *remedies, **numbers, texts=texts, too_few=thin)


def _thin(utterances: list[Utterance], code: str, held_out: bool) -> Iterator[str]:
    plain = Counter(u.intent for u in utterances if len(u.needs) < 2 and not u.negation)
    return (intent for intent in INTENTS if plain[intent] < minimum(intent, code, held_out))


def _texts(code: str, root: Path, sources: Sequence[Source]) -> tuple[str, str]:
    """How complete the texts are, and what to do."""
    if code == FALLBACK:
        return "texts complete", ""
    if not _catalogue(code, root).exists():
        return "no texts", _UPDATE
    report = check(root, code, sources)
    if not report.faults:
        return "texts complete", ""
    return f"texts {report.percent} % complete, {len(report.faults)} faults", _MEND
