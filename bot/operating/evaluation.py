"""Holding a trained model against the held-out sentences of `tests/nlu/`.

Every figure is between 0 and 1. Sentences with two needs and with a negation are judged on their
own, so that the accuracy of intents speaks of plain sentences only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any, Protocol

import yaml
from sklearn.metrics import f1_score, roc_auc_score

from bot.languages.alike import same_language
from bot.understanding.corpus import HELD_OUT, Utterance, read_corpus
from bot.understanding.taxonomy import EMERGENCY, OUT_OF_SCOPE, need_of

WORST = 15
Judged = tuple[Utterance, dict[str, Any]]


class Parser(Protocol):
    """Anything that understands a text as `bot.operating.model.Model.parse` does."""

    def parse(self, text: str) -> dict[str, Any]:
        """The keys of `lotse parse`."""


def evaluate(
    model: Parser, folder: Path = HELD_OUT, languages: tuple[str, ...] | None = None
) -> dict[str, Any]:
    """All figures: macro-averaged over languages, per language, per intent, and confusions."""
    judged = [(u, model.parse(u.text)) for u in read_corpus(folder, languages)]
    by_language: dict[str, list[Judged]] = defaultdict(list)
    for pair in judged:
        by_language[pair[0].language].append(pair)
    per_language = {code: figures(pairs) for code, pairs in by_language.items()}
    return {
        "sentences": len(judged),
        "overall": _macro(per_language.values()),
        "languages": per_language,
        "intents": _per_intent([pair for pair in judged if _plain(pair[0])]),
        "places": place_figures(model, folder.parent / "places", tuple(by_language)),
        "confusions": _confusions(judged),
        "milliseconds": _milliseconds(judged),
    }


def figures(judged: Sequence[Judged]) -> dict[str, float]:
    """The figures of one set of sentences; one that has no sentence to judge is left out."""
    plain = [pair for pair in judged if _plain(pair[0])]
    needs = [(u, p) for u, p in plain if need_of(u.intent) and u.intent != EMERGENCY]
    emergencies = [(u, p) for u, p in judged if u.intent == EMERGENCY]
    calm = [(u, p) for u, p in judged if u.intent != EMERGENCY and "emergency" not in u.needs]
    values = {
        "intent": _mean(_right(u, p) for u, p in plain),
        "intent_macro_f1": _macro_f1(plain),
        "need_first": _mean(_right(u, p) for u, p in needs),
        "need_in_three": _mean(u.intent in [r["name"] for r in p["ranking"]] for u, p in needs),
        "language": _mean(same_language(u.language, p["language"]) for u, p in judged),
        "emergency_recall": _mean(p["emergency"] for _, p in emergencies),
        "emergency_false": _mean(p["emergency"] for _, p in calm),
        "out_of_scope_auroc": _auroc(plain),
        "two_needs_f1": _mean(_set_f1(u, p) for u, p in judged if len(u.needs) > 1),
        "one_need_kept": _mean(len(p["needs"]) <= 1 for _, p in needs),
        "negation": _mean(_right(u, p) for u, p in judged if u.negation),
        "fallback": _mean(p["fallback"] for u, p in plain if u.intent != OUT_OF_SCOPE),
    }
    return {name: round(value, 4) for name, value in values.items() if value is not None}


def place_figures(
    model: Parser, folder: Path, languages: tuple[str, ...]
) -> dict[str, dict[str, float]]:
    """Per language: share of places found, and of sentences without one where one was found."""
    found = {}
    for path in sorted(folder.glob("*.yml")):
        if path.stem in languages:
            entries = yaml.safe_load(path.read_text("utf-8"))
            judged = [(entry, model.parse(entry["text"])["place"]) for entry in entries]
            values = {
                "right": _mean(_right_place(e, p) for e, p in judged if e["place"]),
                "false": _mean(p is not None for e, p in judged if not e["place"]),
            }
            found[path.stem] = {k: round(v, 4) for k, v in values.items() if v is not None}
    return found


def _right_place(entry: dict[str, Any], place: dict[str, Any] | None) -> bool:
    if place is None:
        return False
    code = entry.get("postal_code")
    return bool(place["postal_code"] == str(code) if code else place["name"] == entry["place"])


def _plain(u: Utterance) -> bool:
    return len(u.needs) < 2 and not u.negation


def _right(u: Utterance, parsed: dict[str, Any]) -> bool:
    return bool(parsed["intent"]["name"] == u.intent)


def _mean(values: Iterable[float]) -> float | None:
    listed = [float(value) for value in values]
    return fmean(listed) if listed else None


def _macro_f1(judged: Sequence[Judged]) -> float | None:
    if not judged:
        return None
    truth = [u.intent for u, _ in judged]
    answers = [p["intent"]["name"] for _, p in judged]
    return float(
        f1_score(truth, answers, average="macro", labels=sorted(set(truth)), zero_division=0)
    )


def _auroc(judged: Sequence[Judged]) -> float | None:
    outside = [u.intent == OUT_OF_SCOPE for u, _ in judged]
    if len(set(outside)) < 2:
        return None
    return float(roc_auc_score(outside, [p["out_of_scope_score"] for _, p in judged]))


def _set_f1(u: Utterance, parsed: dict[str, Any]) -> float:
    truth, answer = set(u.needs), set(parsed["needs"])
    return 2 * len(truth & answer) / (len(truth) + len(answer))


def _macro(per_language: Iterable[dict[str, float]]) -> dict[str, float]:
    listed = list(per_language)
    names = {name: None for values in listed for name in values}
    return {
        name: round(fmean(values[name] for values in listed if name in values), 4) for name in names
    }


def _per_intent(judged: Sequence[Judged]) -> dict[str, dict[str, float]]:
    intents = sorted({u.intent for u, _ in judged})
    return {intent: _precision_recall(judged, intent) for intent in intents}


def _precision_recall(judged: Sequence[Judged], intent: str) -> dict[str, float]:
    said: Callable[[dict[str, Any]], bool] = lambda p: p["intent"]["name"] == intent  # noqa: E731
    hits = sum(said(p) for u, p in judged if u.intent == intent)
    recall = hits / max(1, sum(u.intent == intent for u, _ in judged))
    precision = hits / max(1, sum(said(p) for _, p in judged))
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def _confusions(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    """The pairs taken for one another most often, with sentences."""
    wrong = [(u, p) for u, p in judged if _plain(u) and not _right(u, p)]
    pairs = Counter((u.intent, p["intent"]["name"]) for u, p in wrong)
    return [
        {
            "meant": meant,
            "understood": understood,
            "count": count,
            "sentences": [
                f"{u.language}: {u.text}"
                for u, p in wrong
                if (u.intent, p["intent"]["name"]) == (meant, understood)
            ][:5],
        }
        for (meant, understood), count in pairs.most_common(WORST)
    ]


def _milliseconds(judged: Sequence[Judged]) -> dict[str, float]:
    taken = sorted(p["milliseconds"] for _, p in judged)
    if not taken:
        return {}
    return {"median": taken[len(taken) // 2], "p95": taken[int(len(taken) * 0.95)]}
