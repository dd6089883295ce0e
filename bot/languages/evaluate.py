"""How often the language of a message is found: by language, by length and transliterated."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.languages.alike import same_language
from bot.languages.detect import SURE, Detection, LanguageDetector
from bot.languages.evidence import LATIN, Reader
from bot.understanding.corpus import Utterance

LONG = 4  # words; messages from here on are one group
_TRANSLITERATED = "transliterated"


@dataclass(frozen=True)
class Share:
    """`right` of `total` answers."""

    right: int
    total: int

    @property
    def value(self) -> float:
        """Between 0 and 1; 1 when nothing was asked."""
        return self.right / self.total if self.total else 1.0


@dataclass(frozen=True)
class Figures:
    """`lengths`: "1", "2", "3", "4+" words, "3+", "transliterated" (in no other group).

    `sure`: answers with a confidence of SURE and more. `wrong`: utterance and answer. Messages
    without a letter are left out.
    """

    overall: Share
    languages: dict[str, Share]
    lengths: dict[str, Share]
    sure: Share
    wrong: list[tuple[Utterance, str | None, float]]

    def as_dict(self) -> dict[str, Any]:
        """Shares as numbers, for JSON."""
        return {
            "overall": self.overall.value,
            "languages": {code: share.value for code, share in self.languages.items()},
            "lengths": {name: share.value for name, share in self.lengths.items()},
            "sure": self.sure.value,
            "sure_share": self.sure.total / max(self.overall.total, 1),
        }


def evaluate(detector: LanguageDetector, utterances: Sequence[Utterance]) -> Figures:
    """Figures of a detector, each message on its own, without a prior."""
    detections = detector.detect_many([u.text for u in utterances])
    return figures(utterances, detections)


def evaluate_answers(utterances: Sequence[Utterance], ask: Callable[[str], str | None]) -> Figures:
    """Figures of another detector, given as a function from text to code or None."""
    return figures(utterances, [Detection(ask(u.text), 0.0, ()) for u in utterances])


def figures(utterances: Sequence[Utterance], detections: Iterable[Detection]) -> Figures:
    """Count right answers in every group."""
    groups = group_names(utterances)
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong = []
    for u, d in zip(utterances, detections, strict=True):
        if u not in groups:
            continue
        names = ["overall", f"language {u.language}", *groups[u]]
        names += ["sure"] if d.confidence >= SURE and d.language else []
        total.update(names)
        if same_language(u.language, d.language):
            right.update(names)
        else:
            wrong.append((u, d.language, d.confidence))
    shares = {name: Share(right[name], total[name]) for name in sorted(total)}
    none = Share(0, 0)
    return Figures(
        shares.pop("overall", none),
        {n.split()[1]: shares[n] for n in shares if n.startswith("language ")},
        {n: shares[n] for n in shares if n != "sure" and not n.startswith("language ")},
        shares.get("sure", none),
        wrong,
    )


def group_names(utterances: Sequence[Utterance]) -> dict[Utterance, list[str]]:
    """Utterance -> its groups by length, or transliterated; without those that have no letter."""
    reader = Reader()
    scripts = {u: reader.read(u.text).script for u in utterances}
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for u, script in scripts.items():
        if script:
            written[u.language][script] += 1
    native = {code: counts.most_common(1)[0][0] for code, counts in written.items()}
    groups: dict[Utterance, list[str]] = {}
    for u, script in scripts.items():
        if script == LATIN and native[u.language] != LATIN:
            groups[u] = [_TRANSLITERATED]
        elif script:
            groups[u] = _lengths(reader.read(u.text).length)
    return groups


def _lengths(length: int) -> list[str]:
    exact = [str(length)] if length < LONG else [f"{LONG}+"]
    return exact + (["3+"] if length >= 3 else [])
