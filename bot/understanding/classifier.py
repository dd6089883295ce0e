"""From a message and its language to intents, needs, emergency and its kind."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.understanding.calibration import (
    Progress,
    alarm_score,
    calibrate,
    second_need_score,
)
from bot.understanding.concepts import Concepts
from bot.understanding.corpus import Utterance
from bot.understanding.features import FeatureSpace, count
from bot.understanding.lexicon import Entry, Lexicon
from bot.understanding.linear import Weights, fit_weights, score, softmax
from bot.understanding.rows import KINDS, TrainingRows, assemble
from bot.understanding.taxonomy import EMERGENCY, OUT_OF_SCOPE, need_of


@dataclass(frozen=True)
class Understanding:
    """What a message means, before any fallback.

    `ranking`: (intent, probability), best first, all intents. `needs`: need names, best first.
    `emergency`: certain enough to answer with the numbers at once; `kind` says which help is
    called for. `concern`: the numbers belong beside the answer.
    `out_of_scope_score`: 0 to 1, higher means farther from everything that Lotse is for.
    """

    ranking: tuple[tuple[str, float], ...]
    needs: tuple[str, ...]
    emergency: bool
    concern: bool
    kind: str
    out_of_scope_score: float


class IntentClassifier:
    """The trained model. Make one with `train`, keep it with `save`, get it back with `load`."""

    def __init__(
        self,
        intents: tuple[str, ...],
        space: FeatureSpace,
        concepts: Concepts,
        weights: Weights,
        thresholds: dict[str, float],
    ) -> None:
        self.intents = intents
        self.space = space
        self.concepts = concepts
        self.weights = weights
        self.thresholds = thresholds
        self._emergency = self._position(EMERGENCY)
        self._out = self._position(OUT_OF_SCOPE)

    def _position(self, intent: str) -> int | None:
        return self.intents.index(intent) if intent in self.intents else None

    @classmethod
    def train(
        cls,
        utterances: Sequence[Utterance],
        concepts: Sequence[Entry] = (),
        progress: Progress = lambda *_: None,
    ) -> IntentClassifier:
        """Learn from utterances and the words of concepts; thresholds from a part not learnt."""
        known = Concepts(Lexicon(list(concepts)))
        rows = TrainingRows(utterances, known)
        thresholds = calibrate(rows, progress)
        progress("intents", 0, 1)
        space = FeatureSpace.fit(rows.counts)
        weights = fit_weights(rows.features(space), rows, np.arange(len(rows)))
        return cls(rows.intents, space, known, weights, thresholds)

    def scores(self, texts: Sequence[str], languages: Sequence[str | None]) -> np.ndarray:
        """Raw scores (texts, columns of the weights)."""
        weighed = self.space.weigh(count(texts, languages))
        return score(assemble(weighed, self.concepts.features(texts, languages)), self.weights)

    def understand(self, text: str, language: str | None) -> Understanding:
        """The meaning of one message; `language` is the detected one, None when unknown."""
        return self.read(self.scores([text], [language])[0])

    def read(self, scores: np.ndarray) -> Understanding:
        """The meaning behind one row of scores."""
        scores, kinds = np.split(scores, [len(self.intents)])
        probabilities = softmax(scores, self.thresholds["temperature"])
        order = np.argsort(-probabilities)
        alarm = self._alarm(scores)
        return Understanding(
            ranking=tuple((self.intents[i], float(probabilities[i])) for i in order),
            needs=self._needs(order, scores),
            emergency=alarm >= self.thresholds.get("emergency", np.inf),
            concern=alarm >= self.thresholds.get("concern", np.inf),
            kind=KINDS[int(np.argmax(kinds))],
            out_of_scope_score=self._out_of_scope(scores, probabilities),
        )

    def _alarm(self, scores: np.ndarray) -> float:
        if self._emergency is None:
            return float("-inf")
        return float(alarm_score(scores[None, :], self._emergency)[0])

    def _needs(self, order: np.ndarray, scores: np.ndarray) -> tuple[str, ...]:
        first, second = need_of(self.intents[order[0]]), need_of(self.intents[order[1]])
        if first is None:
            return ()
        value = float(second_need_score(scores[order[0]], scores[order[1]]))
        if second is None or value <= self.thresholds["second_need"]:
            return (first,)
        return (first, second)

    def _out_of_scope(self, scores: np.ndarray, probabilities: np.ndarray) -> float:
        if self._out is None:
            return float(1 - probabilities.max())
        inside = np.delete(scores, self._out).max()
        return float(1 / (1 + np.exp(-2 * (scores[self._out] - inside))))

    def save(self, folder: Path) -> None:
        """Write the model to a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(
            folder / "weights.npz",
            numbers=self.space.numbers,
            idf=self.space.idf,
            matrix=self.weights.matrix,
            scale=self.weights.scale,
            bias=self.weights.bias,
        )
        self.concepts.lexicon.save(folder / "concepts.json")
        facts = {"intents": self.intents, "thresholds": self.thresholds}
        (folder / "classifier.json").write_text(json.dumps(facts, indent=1), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> IntentClassifier:
        """Read a model that `save` wrote."""
        facts = json.loads((folder / "classifier.json").read_text("utf-8"))
        concepts = Concepts(Lexicon.load(folder / "concepts.json"))
        with np.load(folder / "weights.npz") as arrays:
            space = FeatureSpace(arrays["numbers"], arrays["idf"])
            weights = Weights(arrays["matrix"], arrays["scale"], arrays["bias"])
        return cls(tuple(facts["intents"]), space, concepts, weights, facts["thresholds"])
