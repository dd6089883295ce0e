"""The language of a message: by script, n-grams of our own texts, CLD2 and langdetect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.languages.model import Model
from bot.languages.training import train
from bot.languages.weighing import confidence, decide

SURE = 0.8  # from here on an answer is right 97 times of 100
# How many times likelier a message of 1, 2, 3 words is to be in the language of before.
PRIOR_ODDS = {1: 20.0, 2: 10.0, 3: 4.0}
MOST_FOR_NAMES = 0.5  # confidence of what only names speak for
LISTED = 5  # languages named in `ranking`
_NOTHING = 1e-3


@dataclass(frozen=True)
class Detection:
    """`language`: code or None when it is off the list or there is nothing to tell it from.

    `confidence` (0 to 1): how probable it is that `language` is right; where it is None, that
    the message is in a language off the list. `ranking`: listed languages, likeliest first.
    """

    language: str | None
    confidence: float
    ranking: tuple[tuple[str, float], ...]

    @property
    def off_list(self) -> bool:
        """Whether the message is surely in a language that isn't on the list."""
        return self.language is None and self.confidence >= SURE


UNKNOWN = Detection(None, 0.0, ())


class LanguageDetector:
    """Detects the languages it was trained on; safe to use from several threads."""

    def __init__(self, model: Model) -> None:
        self._model = model

    @classmethod
    def train(cls, texts: Sequence[tuple[str, str]]) -> LanguageDetector:
        """Learn from (text, code); the same texts always give the same detector."""
        return cls(train(texts))

    def detect(self, text: str, prior: str | None = None) -> Detection:
        """The language of one message; `prior`, the language of before, counts up to 3 words."""
        return self.detect_many([text], [prior])[0]

    def detect_many(
        self, texts: Sequence[str], priors: Sequence[str | None] | None = None
    ) -> list[Detection]:
        """The languages of many messages, quicker than one by one."""
        evidences = [self._model.reader.read(text) for text in texts]
        told = [i for i, evidence in enumerate(evidences) if evidence.script]
        detections = [UNKNOWN] * len(texts)
        if not told:
            return detections
        favoured = [self._model.columns.get(priors[i] or "") if priors else None for i in told]
        ballot, mixed = self._model.judge([evidences[i] for i in told])
        _favour(mixed, ballot.lengths, favoured)
        joint = mixed @ self._model.alike
        best = decide(joint, ballot.lengths)
        trust = confidence(joint, best, ballot, self._model.alike, self._model.weights)
        trust[[evidences[i].weak for i in told]] *= MOST_FOR_NAMES
        for row, i in enumerate(told):
            column = self._member(mixed[row], int(best[row]), favoured[row])
            detections[i] = self._detection(mixed[row], column, float(trust[row]))
        return detections

    def _member(self, mixed: np.ndarray, best: int, favoured: int | None) -> int:
        """Which of the languages that are one answer: the conversation's, else the likeliest."""
        family = self._model.alike[best]
        if favoured is not None and family[favoured]:
            return favoured
        return int(np.where(family, mixed, -1).argmax())

    def _detection(self, mixed: np.ndarray, column: int, trust: float) -> Detection:
        codes = self._model.codes
        order = [int(i) for i in np.argsort(-mixed[:-1])[:LISTED] if mixed[i] > _NOTHING]
        if column == len(codes):
            return Detection(None, trust, tuple((codes[i], float(mixed[i])) for i in order))
        order = [column, *(i for i in order if i != column)]
        ranking = tuple((codes[i], float(mixed[i])) for i in order[:LISTED])
        return Detection(codes[column], trust, ranking)

    def save(self, folder: Path) -> None:
        """Write the detector into a folder."""
        self._model.save(folder)

    @classmethod
    def load(cls, folder: Path) -> LanguageDetector:
        """Read what `save` wrote."""
        return cls(Model.load(folder))


def _favour(mixed: np.ndarray, lengths: np.ndarray, favoured: Sequence[int | None]) -> None:
    """Let the language of before count, in place."""
    for row, column in enumerate(favoured):
        odds = PRIOR_ODDS.get(int(lengths[row]))
        if column is not None and odds:
            mixed[row, column] *= odds
            mixed[row] /= mixed[row].sum()
