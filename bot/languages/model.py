"""The trained parts of language detection, what they say of messages, and their files."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bot.languages import LANGUAGES
from bot.languages.alike import ALIKE
from bot.languages.evidence import Evidence, Reader
from bot.languages.scorer import Scorer
from bot.languages.weighing import Ballot, Weights, combine, unsure
from bot.languages.witnesses import CLD2_CODES, Langdetect, ask_cld2

_SETTINGS, _ARRAYS = "languages.json", "languages.npz"
_TABLES = ("numbers", "weights", "bias")


@dataclass
class Model:
    """`codes`: listed languages, the columns of every table, off the list being one more.

    `natives`: the scripts that a language is really written in, not transliterated to.
    `alphabets`: the letters beyond ASCII that its texts use.
    """

    codes: tuple[str, ...]
    natives: Mapping[str, Sequence[str]]
    alphabets: Mapping[str, str]
    reader: Reader
    scorers: Mapping[str, Scorer]
    weights: Weights

    def __post_init__(self) -> None:
        self.columns = {code: i for i, code in enumerate(self.codes)}
        self.off = len(self.codes)
        self.alike = _alike(self.codes)
        self._asked = {script: Langdetect(self._written_in(script)) for script in self.scorers}
        self._cld2_knows = {
            script: np.array([*self._mask(CLD2_CODES, script), True]) for script in self.scorers
        }
        self._langdetect_knows = {
            script: np.array([*self._mask(witness.languages, script), False])
            for script, witness in self._asked.items()
        }
        self._owners = self._owners_of_letters()
        self._onto = {script: self._to_columns(scorer) for script, scorer in self.scorers.items()}

    def _owners_of_letters(self) -> dict[str, np.ndarray]:
        """Letter -> columns that lack it; any language may lie off the list."""
        letters = {letter for alphabet in self.alphabets.values() for letter in alphabet}
        alphabets = [set(self.alphabets.get(code, "")) for code in self.codes]
        return {x: np.array([*(x not in owned for owned in alphabets), False]) for x in letters}

    def _foreign(self, evidences: Sequence[Evidence]) -> np.ndarray:
        foreign = np.zeros((len(evidences), self.off + 1))
        nobody = np.array([*(True for _ in self.codes), False])
        for row, evidence in enumerate(evidences):
            for word in evidence.words:
                if not word.isascii():
                    lacking = [self._owners.get(x, nobody) for x in set(word) if x > "\x7f"]
                    foreign[row] += np.logical_or.reduce(lacking)
        return foreign

    def _to_columns(self, scorer: Scorer) -> np.ndarray:
        """(classes, columns): adds up the classes off the list."""
        places = [self.columns.get(code, self.off) for code in scorer.classes]
        return np.eye(self.off + 1, dtype=np.float32)[places]

    def _written_in(self, script: str) -> set[str]:
        return {code for code in self.codes if script in self.natives.get(code, ())}

    def _mask(self, known: set[str], script: str) -> list[bool]:
        written = self._written_in(script)
        return [code in known and code in written for code in self.codes]

    def judge(self, evidences: Sequence[Evidence]) -> tuple[Ballot, np.ndarray]:
        """All sources on messages with words, langdetect where the others are unsure.

        Returns the ballot and the probabilities, shape (messages, codes + 1).
        """
        own, coverage = self._own(evidences)
        cld2, knows = self._cld2(evidences)
        lengths = np.array([evidence.length for evidence in evidences])
        foreign = self._foreign(evidences)
        nothing = np.zeros_like(own)
        ballot = Ballot(own, cld2, knows, nothing, nothing.astype(bool), lengths, coverage, foreign)
        mixed = combine(ballot, self.weights)
        doubtful = np.flatnonzero(unsure(mixed))
        if len(doubtful):
            ballot = self._further(ballot, evidences, doubtful)
            mixed = combine(ballot, self.weights)
        return ballot, mixed

    def _own(self, evidences: Sequence[Evidence]) -> tuple[np.ndarray, np.ndarray]:
        own = np.zeros((len(evidences), self.off + 1))
        coverage = np.zeros(len(evidences))
        by_script: dict[str, list[int]] = {}
        for row, evidence in enumerate(evidences):
            by_script.setdefault(evidence.script or "", []).append(row)
        for script, rows in by_script.items():
            scorer = self.scorers.get(script)
            if scorer is None:  # a script that none of our languages has
                own[rows, self.off] = 1
                continue
            scores, coverage[rows] = scorer.score([evidences[row].words for row in rows])
            own[rows] = scores @ self._onto[script]
        return own, coverage

    def _cld2(self, evidences: Sequence[Evidence]) -> tuple[np.ndarray, np.ndarray]:
        shares = np.zeros((len(evidences), self.off + 1))
        knows = np.zeros(shares.shape, dtype=bool)
        for row, evidence in enumerate(evidences):
            known = self._cld2_knows.get(evidence.script or "")
            if known is None:
                continue
            for code, share in ask_cld2(evidence.words, evidence.script or "").items():
                shares[row, self.columns.get(code, self.off)] += share
                knows[row] = known
        return np.where(knows, shares, 0.0), knows

    def _further(self, ballot: Ballot, evidences: Sequence[Evidence], rows: np.ndarray) -> Ballot:
        shares, knows = ballot.langdetect.copy(), ballot.langdetect_knows.copy()
        for row in rows:
            script = evidences[row].script or ""
            if not self._asked.get(script):
                continue
            for code, share in self._asked[script].ask(evidences[row].words).items():
                shares[row, self.columns[code]] = share
                knows[row] = self._langdetect_knows[script]
        return replace(ballot, langdetect=shares, langdetect_knows=knows)

    def save(self, folder: Path) -> None:
        """Write two files."""
        folder.mkdir(parents=True, exist_ok=True)
        arrays = {
            f"{script}/{name}": getattr(scorer, name)
            for script, scorer in self.scorers.items()
            for name in _TABLES
        }
        np.savez_compressed(folder / _ARRAYS, **arrays)
        settings = {
            "codes": self.codes,
            "natives": self.natives,
            "alphabets": self.alphabets,
            "idle": sorted(self.reader.idle),
            "names": sorted(self.reader.names),
            "scripts": {script: scorer.classes for script, scorer in self.scorers.items()},
            "weights": self.weights.as_dict(),
        }
        (folder / _SETTINGS).write_text(json.dumps(settings, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> Model:
        """Read what `save` wrote."""
        settings = json.loads((folder / _SETTINGS).read_text("utf-8"))
        with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
            scorers = {
                script: Scorer(classes, *(arrays[f"{script}/{name}"] for name in _TABLES))
                for script, classes in settings["scripts"].items()
            }
        return cls(
            tuple(settings["codes"]),
            settings["natives"],
            settings["alphabets"],
            Reader(settings["idle"], settings["names"]),
            scorers,
            Weights.from_dict(settings["weights"]),
        )


def _alike(codes: Sequence[str]) -> np.ndarray:
    """Boolean (columns, columns): which languages are one answer, each with itself at least."""
    alike = np.eye(len(codes) + 1, dtype=bool)
    named = [{lang.code, lang.detected_as} for lang in LANGUAGES.values() if lang.detected_as]
    for family in [*ALIKE, *named]:
        members = [i for i, code in enumerate(codes) if code in family]
        alike[np.ix_(members, members)] = True
    return alike
