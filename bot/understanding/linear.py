"""One linear model for intents, further needs and the kind of an emergency.

LinearSVC (one against the rest) and ComplementNB are both linear in the features, so after
training they are one matrix of weights, kept row-major by feature: a message touches its own rows
only. Source of the method: measured against Rasa's own classifiers, see docs/understanding.md.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

from bot.understanding.rows import KINDS, TrainingRows

SVC_COST = 0.5
NB_SMOOTHING = 0.1
NB_SHARE = 0.25
WORKERS = 2


@dataclass(frozen=True)
class Weights:
    """`matrix`: int8 (features, intents + kinds), to be multiplied by `scale` (columns,);
    `bias`: (columns,). Eight bits cost no accuracy and a quarter of the memory."""

    matrix: np.ndarray
    scale: np.ndarray
    bias: np.ndarray

    @classmethod
    def pack(cls, matrix: np.ndarray, bias: np.ndarray) -> Weights:
        """Weights of a float matrix."""
        scale = np.maximum(np.abs(matrix).max(axis=0), 1e-9) / 127
        return cls(np.round(matrix / scale).astype(np.int8), scale.astype(np.float32), bias)


def fit_weights(features: csr_matrix, rows: TrainingRows, chosen: np.ndarray) -> Weights:
    """Learn from the chosen rows."""
    part = features[chosen]
    svc, svc_bias = _fit_svc(part, rows.targets[chosen])
    nb = _fit_nb(part, rows.intent[chosen], len(rows.intents))
    spread = (part @ svc).std() / max(float((part @ nb).std()), 1e-9)
    mixed = (1 - NB_SHARE) * svc + NB_SHARE * spread * nb
    kinds, kinds_bias = _fit_kinds(features, rows, chosen)
    bias = np.concatenate([(1 - NB_SHARE) * svc_bias, kinds_bias])
    return Weights.pack(np.concatenate([mixed, kinds], axis=1), bias)


def score(features: csr_matrix, weights: Weights) -> np.ndarray:
    """Scores (rows, columns of the matrix); one row costs only its own features."""
    if features.shape[0] == 1:
        sums = features.data @ weights.matrix[features.indices].astype(np.float32)
        return np.asarray(sums * weights.scale + weights.bias)[None, :]
    return np.asarray(features @ weights.matrix.astype(np.float32)) * weights.scale + weights.bias


def _fit_svc(features: csr_matrix, targets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights (features, classes) and bias of one LinearSVC for each target column."""

    def fit_one(column: int) -> tuple[np.ndarray, float]:
        model = LinearSVC(C=SVC_COST, dual=True, max_iter=200, tol=1e-2, random_state=column)
        model.fit(features, targets[:, column])
        return model.coef_[0].astype(np.float32), float(model.intercept_[0])

    with ThreadPoolExecutor(WORKERS) as pool:  # liblinear lets go of the interpreter lock
        fitted = list(pool.map(fit_one, range(targets.shape[1])))
    return np.stack([w for w, _ in fitted], axis=1), np.array([b for _, b in fitted], np.float32)


def _fit_nb(features: csr_matrix, classes: np.ndarray, count: int) -> np.ndarray:
    """Weights (features, classes) of a ComplementNB, centred."""
    model = ComplementNB(alpha=NB_SMOOTHING, norm=False).fit(features, classes)
    weights = np.zeros((features.shape[1], count), np.float32)
    weights[:, model.classes_] = model.feature_log_prob_.T
    return weights - weights.mean(axis=1, keepdims=True)


def _fit_kinds(
    features: csr_matrix, rows: TrainingRows, chosen: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    emergencies = chosen[rows.kind[chosen] >= 0]
    if len(set(rows.kind[emergencies])) < len(KINDS):
        return np.zeros((features.shape[1], len(KINDS)), np.float32), np.zeros(len(KINDS))
    return _fit_svc(features[emergencies], rows.kind[emergencies][:, None] == np.arange(len(KINDS)))


def softmax(scores: np.ndarray, temperature: float) -> np.ndarray:
    """Probabilities along the last axis."""
    scaled = scores / temperature
    exponentials = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return np.asarray(exponentials / exponentials.sum(axis=-1, keepdims=True))


def fit_temperature(scores: np.ndarray, truth: np.ndarray) -> float:
    """The temperature with the least log loss on rows that were not trained on."""
    grid = np.geomspace(0.02, 5, 80)
    rows = np.arange(len(truth))
    losses = [-np.log(softmax(scores, t)[rows, truth] + 1e-12).mean() for t in grid]
    return float(grid[int(np.argmin(losses))])
