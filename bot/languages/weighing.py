"""How the n-gram model and the witnesses make one answer, and how sure it is.

The weights are fitted on a fold of the training texts that the model hasn't seen. Columns are the
listed languages and, last, all that is off the list.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

FLOOR = 1e-4  # of any probability: no source alone can rule a language out
DOUBT = 0.02  # share that a witness leaves to what it doesn't name
UNSURE = 0.6  # below it langdetect is asked
LENGTHS = (1, 3)  # words: one; two and three; more
OFF_LIST = (0.8, 0.6, 0.5)  # probability by length that it takes to call a text off the list
LEAST_COST = 0.01  # keeps fitted weights from running away


@dataclass(frozen=True)
class Ballot:
    """What is known of some texts. Arrays of shape (texts, columns) unless said otherwise.

    `own`: probabilities of the n-gram model. `cld2`, `langdetect`: shares. `cld2_knows`,
    `langdetect_knows`: columns among which that witness may shift probability; all False where
    it gave no answer. `lengths` (texts,): words. `coverage` (texts,): known share of n-grams.
    `foreign`: words with a letter that the language doesn't have.
    """

    own: np.ndarray
    cld2: np.ndarray
    cld2_knows: np.ndarray
    langdetect: np.ndarray
    langdetect_knows: np.ndarray
    lengths: np.ndarray
    coverage: np.ndarray
    foreign: np.ndarray


@dataclass(frozen=True)
class Weights:
    """`own`: exponent of the n-gram model; `cld2`: exponent by length; `langdetect`: exponent.

    `off_list`: added to the logarithm of being off the list, by length; `strange`: the same for
    each n-gram share unknown; `foreign`: taken off for each word with a foreign letter.
    `trust`: of the logistic curve from traits to being right.
    """

    own: float = 1.0
    cld2: tuple[float, float, float] = (0.5, 0.5, 0.5)
    langdetect: float = 0.3
    off_list: tuple[float, float, float] = (0.0, 0.0, 0.0)
    strange: float = 0.0
    foreign: float = 0.5
    trust: tuple[float, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> Weights:
        """What `as_dict` gave."""
        made: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in content.items()
        }
        return cls(**made)


def length_bucket(lengths: np.ndarray) -> np.ndarray:
    """0 for one word, 1 for two and three, 2 for more."""
    return np.searchsorted(LENGTHS, lengths)


def combine(ballot: Ballot, weights: Weights) -> np.ndarray:
    """Probabilities of shape (texts, columns)."""
    logs = weights.own * np.log(np.maximum(ballot.own, FLOOR))
    bucket = length_bucket(ballot.lengths)
    logs[:, -1] += np.array(weights.off_list)[bucket] + weights.strange * (1 - ballot.coverage)
    mixed = _exponentials(logs - weights.foreign * ballot.foreign)
    mixed = _shift(mixed, ballot.cld2, ballot.cld2_knows, np.array(weights.cld2)[bucket])
    exponent = np.full(len(mixed), weights.langdetect)
    return _shift(mixed, ballot.langdetect, ballot.langdetect_knows, exponent)


def _exponentials(logs: np.ndarray) -> np.ndarray:
    exponentials = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(exponentials / exponentials.sum(axis=1, keepdims=True))


def _shift(
    mixed: np.ndarray, shares: np.ndarray, knows: np.ndarray, exponents: np.ndarray
) -> np.ndarray:
    """Redistribute what the known columns hold together, by a witness's shares."""
    told = np.flatnonzero(knows.any(axis=1))
    if not len(told):
        return mixed
    known, before = knows[told], mixed[told]
    moved = np.maximum(before, FLOOR) * (shares[told] + DOUBT) ** exponents[told, None] * known
    held = (before * known).sum(axis=1, keepdims=True)
    moved *= held / moved.sum(axis=1, keepdims=True)
    shifted = mixed.copy()
    shifted[told] = np.where(known, moved, before)
    return shifted


def unsure(mixed: np.ndarray) -> np.ndarray:
    """Which rows are worth a further witness."""
    return np.asarray(mixed.max(axis=1) < UNSURE)


def fit(ballot: Ballot, truth: np.ndarray, alike: np.ndarray, importance: np.ndarray) -> Weights:
    """The weights with the least log loss; `truth` (texts,) are columns."""

    def unpack(x: np.ndarray) -> Weights:
        own, one, few, many, further, foreign = np.exp(x[:6])
        off_list = (float(x[6]), float(x[7]), float(x[8]))
        cld2 = (float(one), float(few), float(many))
        return Weights(float(own), cld2, float(further), off_list, float(x[9]), float(foreign))

    def loss(x: np.ndarray) -> float:
        mixed = combine(ballot, unpack(x))
        right = np.log(mixed[np.arange(len(truth)), truth] + 1e-9)
        return float(-(importance * right).sum() / importance.sum() + LEAST_COST * (x**2).mean())

    start = np.array([0.0, -0.7, -0.7, -0.7, -1.2, -0.7, 0.0, 0.0, 0.0, 0.0])
    found = minimize(loss, start, method="L-BFGS-B", options={"maxiter": 15})
    return _fit_trust(unpack(found.x), ballot, truth, alike, importance)


def decide(joint: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """The column that each row is answered with, shape (texts,).

    Off the list takes more than being likeliest, the more so the shorter the text is.
    """
    off = joint.shape[1] - 1
    listed = joint[:, :off].argmax(axis=1)
    return np.where(joint[:, off] > np.array(OFF_LIST)[length_bucket(lengths)], off, listed)


def confidence(
    joint: np.ndarray, best: np.ndarray, ballot: Ballot, alike: np.ndarray, weights: Weights
) -> np.ndarray:
    """How probable it is that the answer of each row is right, shape (texts,).

    `joint`: probabilities, those of languages that are one answer added up; `alike`: boolean
    (columns, columns), which these are.
    """
    if not weights.trust:
        return np.asarray(joint[np.arange(len(joint)), best])
    *slopes, intercept = weights.trust
    curve = _traits(joint, best, ballot, alike) @ np.array(slopes) + intercept
    return np.asarray(1 / (1 + np.exp(-curve)))


def _traits(joint: np.ndarray, best: np.ndarray, ballot: Ballot, alike: np.ndarray) -> np.ndarray:
    """What tells a right answer from a wrong one, shape (texts, traits)."""
    rows = np.arange(len(joint))
    first = joint[rows, best]
    second = np.where(alike[best], 0.0, joint).max(axis=1)
    agreed = np.where(alike[best], ballot.cld2, 0.0).sum(axis=1)
    off = best == joint.shape[1] - 1
    lengths = np.log(ballot.lengths)
    margin = np.log((first + FLOOR) / (second + FLOOR))
    odds = np.log((first + 1e-6) / (1 - first + 1e-3))
    against = ballot.cld2.sum(axis=1) - agreed
    traits = [odds, margin, lengths, ballot.coverage, agreed, against, off, off * lengths]
    return np.stack(traits, axis=1)


def _fit_trust(
    weights: Weights,
    ballot: Ballot,
    truth: np.ndarray,
    alike: np.ndarray,
    importance: np.ndarray,
) -> Weights:
    joint = combine(ballot, weights) @ alike
    best = decide(joint, ballot.lengths)
    right = alike[best, truth]
    if right.all() or not right.any():
        return weights
    traits = _traits(joint, best, ballot, alike)
    curve = LogisticRegression(C=1.0, max_iter=200).fit(traits, right, importance)
    return replace(weights, trust=(*map(float, curve.coef_[0]), float(curve.intercept_[0])))
