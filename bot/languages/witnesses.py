"""Two libraries that know other texts than ours: CLD2, quick, and langdetect, asked rarely.

Each answers with shares per language code (adding up to at most 1), nothing when it can't tell.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path

import langdetect
import pycld2
from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException
from langdetect.utils.lang_profile import LangProfile

# Names of the libraries for what we call otherwise.
_CODES = {"zh-Hant": "zh", "zh-cn": "zh", "zh-tw": "zh", "iw": "he", "jw": "jv", "nn": "no"}
_SORANI = ("ku", "Arab")  # CLD2's Kurdish is Sorani in Arabic letters
CLD2_CODES = {
    _CODES.get(code, code) for name, code in pycld2.LANGUAGES if name in pycld2.DETECTED_LANGUAGES
}
_PROFILES = Path(langdetect.__file__).with_name("profiles")
SEED = 7
TRIALS = 3  # of its random draws instead of 7: half the time, same answers but for a few


def ask_cld2(words: Collection[str], script: str) -> dict[str, float]:
    """CLD2's shares of a text's letters; its answers for short texts are taken too."""
    try:
        _, _, details = pycld2.detect(" ".join(words), bestEffort=True)
    except pycld2.error:  # characters that it refuses
        return {}
    shares: dict[str, float] = {}
    for _, code, percent, _ in details:
        if code != "un" and not code.startswith("xx"):
            name = "ckb" if (code, script) == _SORANI else _CODES.get(code, code)
            shares[name] = shares.get(name, 0.0) + percent / 100
    return shares


class Langdetect:
    """langdetect, seeded and restricted to some languages; usable when it knows two of them."""

    def __init__(self, languages: Collection[str]) -> None:
        files = [p for p in sorted(_PROFILES.iterdir()) if _CODES.get(p.name, p.name) in languages]
        self.languages = {_CODES.get(p.name, p.name) for p in files}
        self._factory = DetectorFactory()
        self._factory.set_seed(SEED)
        for index, path in enumerate(files):
            profile = LangProfile(**json.loads(path.read_text("utf-8")))
            self._factory.add_profile(profile, index, len(files))

    def __bool__(self) -> bool:
        return len(self.languages) > 1

    def ask(self, words: Collection[str]) -> Mapping[str, float]:
        """Its probabilities; it leaves out what lies below a tenth."""
        detector = self._factory.create()
        detector.n_trial = TRIALS
        detector.append(" ".join(words))
        try:
            answers = detector.get_probabilities()
        except LangDetectException:  # no n-gram that it knows
            return {}
        return {_CODES.get(answer.lang, answer.lang): answer.prob for answer in answers}
