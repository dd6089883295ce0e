"""Training rows: every utterance with its copies, as features and targets."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack

from bot.understanding.augment import copies
from bot.understanding.concepts import Concepts
from bot.understanding.corpus import Utterance
from bot.understanding.features import FeatureSpace, count

KINDS = ("medical", "violence", "women", "crisis", "child")
# How much concepts weigh beside a text's n-grams, whose vector has the length 1.
CONCEPT_SCALE = 1.3


def assemble(weighed: csr_matrix, concepts: csr_matrix) -> csr_matrix:
    """n-gram and concept features side by side: shape (rows, n-grams + concepts)."""
    return hstack([weighed, concepts * CONCEPT_SCALE], format="csr", dtype=np.float32)


class TrainingRows:
    """`group` ties the copies of an utterance together; `first` marks the utterance itself.

    `intent`: (rows,) position of the intent; `targets`: (rows, intents) boolean, several where a
    message holds two needs; `kind`: (rows,) kind of an emergency or -1.
    """

    def __init__(self, utterances: Sequence[Utterance], concepts: Concepts) -> None:
        self.intents = tuple(sorted({u.intent for u in utterances}))
        texts: list[str] = []
        groups: list[int] = []
        for number, utterance in enumerate(utterances):
            for copy in copies(utterance.text):
                texts.append(copy)
                groups.append(number)
        owners = [utterances[group] for group in groups]
        languages = [u.language or None for u in owners]
        self.counts = count(texts, languages)
        self.concepts = concepts.features(texts, languages)
        position = {intent: i for i, intent in enumerate(self.intents)}
        self.group = np.array(groups)
        self.first = np.diff(self.group, prepend=-1) > 0
        self.intent = np.array([position[u.intent] for u in owners])
        self.kind = np.array([KINDS.index(u.kind) if u.kind in KINDS else -1 for u in owners])
        self.targets = np.zeros((len(owners), len(self.intents)), bool)
        self.targets[np.arange(len(owners)), self.intent] = True
        for row, utterance in enumerate(owners):
            for need in utterance.needs:
                if (column := position.get(f"need_{need}")) is not None:
                    self.targets[row, column] = True

    def __len__(self) -> int:
        return len(self.intent)

    def features(self, space: FeatureSpace) -> csr_matrix:
        """All rows in a feature space."""
        return assemble(space.weigh(self.counts), self.concepts)
