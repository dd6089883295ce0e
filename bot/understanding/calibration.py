"""Temperature and thresholds, found on a part of the utterances that was not learnt."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from bot.understanding.features import FeatureSpace
from bot.understanding.linear import fit_temperature, fit_weights, score
from bot.understanding.rows import TrainingRows
from bot.understanding.taxonomy import EMERGENCY, need_of

PARTS = 4
# Shares of calm messages. An alarm takes the place of the answer and must be rare to be trusted;
# a concern only puts the numbers beside the answer, so it may be wrong more often and miss less.
FALSE_ALARMS = 0.009
FALSE_CONCERNS = 0.06
FALSE_SECONDS = 0.06  # of messages with one need that get offers for a second one too
Progress = Callable[[str, int, int], None]


def held_back(rows: TrainingRows, progress: Progress) -> tuple[np.ndarray, np.ndarray]:
    """Rows that stand for a quarter of the utterances, and their scores by a model of the rest.

    Copies of an utterance stay on one side. Scores: (rows held back, intents).
    """
    progress("calibration", 0, 1)
    generator = np.random.default_rng(1)
    part = generator.integers(0, PARTS, rows.group.max() + 1)[rows.group]
    seen, unseen = np.flatnonzero(part), np.flatnonzero((part == 0) & rows.first)
    features = rows.features(FeatureSpace.fit(rows.counts[seen]))
    weights = fit_weights(features, rows, seen)
    return unseen, score(features[unseen], weights)[:, : len(rows.intents)]


def calibrate(rows: TrainingRows, progress: Progress) -> dict[str, float]:
    """`temperature` of the softmax, thresholds for `emergency` and `second_need`."""
    unseen, scores = held_back(rows, progress)
    targets = rows.targets[unseen]
    found = {"temperature": fit_temperature(scores, rows.intent[unseen])}
    found["second_need"] = _second_need_threshold(rows.intents, targets, scores)
    if EMERGENCY in rows.intents:
        column = rows.intents.index(EMERGENCY)
        calm = alarm_score(scores, column)[~targets[:, column]]
        found["emergency"] = float(np.quantile(calm, 1 - FALSE_ALARMS))
        found["concern"] = float(np.quantile(calm, 1 - FALSE_CONCERNS))
    return found


def alarm_score(scores: np.ndarray, column: int) -> np.ndarray:
    """How much messages (rows) speak of an emergency: its score and its lead over the others."""
    others = np.delete(scores, column, axis=1).max(axis=1)
    return np.asarray(2 * scores[:, column] - others)


def second_need_score(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """How likely a further need is meant: its own score, less half its distance to the best."""
    return np.asarray(second - 0.5 * (first - second))


def _second_need_threshold(
    intents: tuple[str, ...], targets: np.ndarray, scores: np.ndarray
) -> float:
    """The threshold that few messages with one need pass."""
    is_need = np.array([need_of(intent) is not None for intent in intents])
    order = np.argsort(-scores, axis=1)[:, :2]
    both = is_need[order].all(axis=1)
    rows, best, next_ = np.flatnonzero(both), order[both, 0], order[both, 1]
    values = second_need_score(scores[rows, best], scores[rows, next_])
    meant = targets[rows, best] & targets[rows, next_]
    if not meant.any():
        return float("inf")
    return float(np.quantile(values[~meant], 1 - FALSE_SECONDS))
