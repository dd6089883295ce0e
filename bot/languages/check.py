"""What a language lacks or has wrong: `python -m bot.languages.check [CODE ...]`.

Collects every fault and names it as `path: problem: text`.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.errors import OperatorError
from bot.languages import LANGUAGES, Language
from bot.languages.check_words import check_words
from bot.settings import ROOT, settings
from bot.text import fold, scripts_in
from bot.understanding.corpus import Utterance, read_corpus, read_file
from bot.understanding.taxonomy import ACTS, EMERGENCY, INTENTS, OUT_OF_SCOPE

TOPICS = ("work", "stay", "learning", "life", "emergency", "conversation", "mixed")
KINDS = ("medical", "violence", "women", "crisis", "child")
FIRST_LANGUAGES = ("de", "en", "tr", "ar", "ru", "uk", "fa", "ti")
NEAR_COPY = 90  # token-set similarity of two folded utterances, 0 to 100


def minimum(intent: str, language: str, held_out: bool) -> int:
    """The least number of utterances of an intent in a language."""
    if intent == EMERGENCY:
        return 20 if held_out else 40
    if intent == OUT_OF_SCOPE:
        return 8 if held_out else 30
    if intent in ACTS and language not in FIRST_LANGUAGES:
        return 3 if held_out else 10
    return 5 if held_out else 20


def check_language(code: str, root: Path = ROOT) -> list[str]:
    """Every fault of a language's utterances and words; empty when all is well."""
    try:
        training = read_corpus(root / "data" / "nlu", (code,))
        held_out = read_corpus(root / "tests" / "nlu", (code,))
    except OperatorError as error:
        return [str(error)]
    faults = [*_missing_files(code, root)]
    for utterances, held in ((training, False), (held_out, True)):
        faults += _thin(utterances, code, held)
        faults += _wrong_labels(utterances, code)
        faults += _wrong_script(utterances, code)
    faults += _near_copies(training, held_out)
    faults += check_words(code, root)
    return faults


def _missing_files(code: str, root: Path) -> Iterator[str]:
    for base in ("data/nlu", "tests/nlu"):
        for topic in TOPICS:
            path = root / base / code / f"{topic}.yml"
            if not path.exists():
                yield f"{base}/{code}/{topic}.yml: missing: write it"


def _thin(utterances: list[Utterance], code: str, held_out: bool) -> Iterator[str]:
    base = f"{'tests' if held_out else 'data'}/nlu/{code}"
    plain = Counter(u.intent for u in utterances if len(u.needs) < 2 and not u.negation)
    for intent in INTENTS:
        least = minimum(intent, code, held_out)
        if plain[intent] < least:
            yield f"{base}: too few: {intent} has {plain[intent]} of {least}"
    kinds = Counter(u.kind for u in utterances if u.intent == EMERGENCY)
    for kind in KINDS:
        least = 4 if held_out else 8
        if kinds[kind] < least:
            yield f"{base}: too few: {EMERGENCY} of kind {kind} has {kinds[kind]} of {least}"
    for name, count, least in (
        ("two needs", sum(len(u.needs) > 1 for u in utterances), 5 if held_out else 15),
        ("negation", sum(u.negation for u in utterances), 10 if held_out else 8),
    ):
        if count < least:
            yield f"{base}: too few: {name} has {count} of {least}"


def _wrong_labels(utterances: list[Utterance], code: str) -> Iterator[str]:
    for u in utterances:
        if u.intent not in INTENTS:
            yield f"{u.path}: unknown intent: {u.intent}: {u.text}"
        if u.language != code:
            yield f"{u.path}: metadata says language {u.language}: {u.text}"
        if any(f"need_{need}" not in INTENTS for need in u.needs):
            yield f"{u.path}: unknown need in {u.needs}: {u.text}"
        if any(c in u.text for c in "[]{}"):
            yield f"{u.path}: bracket means an entity to Rasa, write it without: {u.text}"


def _wrong_script(utterances: list[Utterance], code: str) -> Iterator[str]:
    language = LANGUAGES.get(code, Language(code, code, ("Latn",), "ltr"))
    allowed = {*language.scripts, "Latn"}
    for u in utterances:
        foreign = set(scripts_in(u.text)) - allowed
        if foreign and u.intent not in ("change_language", OUT_OF_SCOPE):
            yield f"{u.path}: letters of {', '.join(sorted(foreign))}: {u.text}"
        if language.scripts[0] == "Latn":
            continue
        yield from _look_alikes(u)
    written = sum(language.scripts[0] in scripts_in(u.text) for u in utterances)
    if utterances and written < 0.6 * len(utterances):
        yield f"{code}: only {written} of {len(utterances)} utterances in {language.scripts[0]}"


def _look_alikes(u: Utterance) -> Iterator[str]:
    """A Latin letter inside a word of another script is a slip of the keyboard (Cyrillic а, a)."""
    for word in u.text.split():
        scripts = scripts_in(word)
        if len(scripts) > 1 and scripts["Latn"] == 1 and "Cyrl" in scripts:
            yield f"{u.path}: Latin letter inside a word of another script: {word}: {u.text}"


def _near_copies(training: list[Utterance], held_out: list[Utterance]) -> Iterator[str]:
    seen: list[str] = []
    owners: list[Utterance] = []
    hidden = set(map(id, held_out))
    for u in [*training, *held_out]:
        folded = fold(u.text)
        match = process.extractOne(folded, seen, scorer=fuzz.ratio, score_cutoff=NEAR_COPY)
        if match and (len(folded) > 7 or match[1] == 100):
            other = owners[match[2]]
            # A held-out sentence is not shown to whoever writes training data.
            shown = [one.text for one in (u, other) if id(one) not in hidden]
            told = " ~ ".join(shown or [u.text, other.text])
            yield f"{u.path}: near copy ({match[1]:.0f}): {told} ({other.path})"
        seen.append(folded)
        owners.append(u)


def main(codes: list[str]) -> int:
    """Print every fault of the languages (all of them without an argument); 1 when there is one."""
    root = settings().root
    faults = [fault for code in codes or list(LANGUAGES) for fault in check_language(code, root)]
    for fault in faults:
        print(fault.replace(f"{root}/", ""))
    print(f"{len(faults)} faults" if faults else "no faults")
    return 1 if faults else 0


__all__ = ["check_language", "main", "minimum", "read_file"]

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
