"""What a model made of every held-out sentence, kept beside its figures in `var/figures/`."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.operating.files import read_json, sha256, write_json
from bot.operating.registry import short
from bot.settings import settings
from bot.understanding.corpus import Utterance, read_corpus


@dataclass(frozen=True)
class Sentence:
    """A held-out sentence: what was meant, what was understood, whether that is right."""

    language: str
    intent: str
    text: str
    understood: str
    right: bool


@dataclass(frozen=True)
class Judgement:
    """A model's figures (bot.operating.evaluation) and its sentences."""

    figures: dict[str, Any]
    sentences: tuple[Sentence, ...]


def judgement(model: Path, folder: Path | None = None) -> Judgement:
    """Hold a model against the held-out sentences, or take what an earlier time found."""
    folder = folder or settings().root / "tests" / "nlu"
    return kept(model, folder) or _judge(model, folder)


def kept(model: Path, folder: Path | None = None) -> Judgement | None:
    """An earlier judgement of this very model on these very sentences."""
    folder = folder or settings().root / "tests" / "nlu"
    content = read_json(_file(model))
    if not content or content["of"] != _of(model, folder):
        return None
    sentences = tuple(Sentence(**entry) for entry in content["sentences"])
    return Judgement(content["figures"], sentences)


def _judge(model: Path, folder: Path) -> Judgement:
    from bot.operating.evaluation import evaluate
    from bot.operating.model import Model

    recorder = _Recorder(Model(model))
    figures = evaluate(recorder, folder)
    sentences = tuple(_sentence(u, recorder.seen[u.text]) for u in read_corpus(folder))
    content = {
        "of": _of(model, folder),
        "figures": figures,
        "sentences": [asdict(sentence) for sentence in sentences],
    }
    write_json(_file(model), content)
    return Judgement(figures, sentences)


class _Recorder:
    """Passes texts to a model and remembers what it made of them."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self.seen: dict[str, dict[str, Any]] = {}

    def parse(self, text: str) -> dict[str, Any]:
        self.seen[text] = self._model.parse(text)
        return self.seen[text]


def _sentence(u: Utterance, parsed: dict[str, Any]) -> Sentence:
    understood = str(parsed["intent"]["name"])
    if len(u.needs) > 1:
        return Sentence(
            u.language,
            u.intent,
            u.text,
            " and ".join(parsed["needs"]) or understood,
            set(u.needs) == set(parsed["needs"]),
        )
    return Sentence(u.language, u.intent, u.text, understood, understood == u.intent)


def _file(model: Path) -> Path:
    return settings().var / "figures" / f"{short(model)}.json"


def _of(model: Path, folder: Path) -> list[str]:
    """What a judgement holds for: the model's content and the sentences'."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*/*.yml")):
        digest.update(path.read_bytes())
    return [sha256(model), digest.hexdigest()]
