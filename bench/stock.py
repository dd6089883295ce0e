"""Rasa's own pipelines on the same utterances: `python -m bench.stock CONFIG DATA TARGET` trains.

Read by Rasa's own reader. A trained model is kept in var/bench under the fingerprint of its data
and configuration, because one can take longer than everything else together.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
import time
from pathlib import Path

from bench.child import environment, run
from bench.figures import Figure
from bench.parts import tell
from bench.understanding import understand
from bot.errors import OperatorError
from bot.operating.files import read_json, write_json
from bot.settings import ROOT, settings
from bot.understanding.corpus import TRAINING

PIPELINES = {
    "Rasa, DIETClassifier": Path(__file__).with_name("rasa_diet.yml"),
    "Rasa, LogisticRegressionClassifier": Path(__file__).with_name("rasa_logistic.yml"),
}


def stock(
    name: str, sentences: int, data: Path = TRAINING, kept: Path | None = None
) -> list[Figure]:
    """Figures of one of the pipelines, trained unless it was trained on the same before."""
    config = PIPELINES[name]
    kept = kept or settings().var / "bench"
    model = kept / f"{config.stem}-{fingerprint(config, data)}.tar.gz"
    note = model.with_name(f"{model.name}.json")
    if model.exists() and note.exists():
        tell(f"{name}: trained before ({model})")
    else:
        write_json(note, {"seconds": _train(name, config, data, model)})
    return [
        Figure(f"{name}, seconds to train", float(read_json(note)["seconds"]), "s"),
        Figure(f"{name}, model", model.stat().st_size / 1e6, "MB"),
        *understand(name, model, sentences, stock=True),
    ]


def fingerprint(config: Path, data: Path) -> str:
    """Twelve hexadecimal digits over a configuration and all training data."""
    digest = hashlib.sha256(config.read_bytes())
    for path in sorted(data.rglob("*.yml")):
        digest.update(path.relative_to(data).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _train(name: str, config: Path, data: Path, target: Path) -> float:
    """Seconds from the start of the process to its end, as for `lotse train`."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".training-", dir=target.parent) as name_:
        folder = Path(name_)
        # Rasa would take a step from its cache and seem quicker than it is.
        cache = {"RASA_MAX_CACHE_SIZE": "0", "RASA_CACHE_DIRECTORY": str(folder / "cache")}
        places = [str(config), str(data), str(folder / target.name)]
        started = time.perf_counter()
        command = [sys.executable, "-m", "bench.stock", *places]
        run(f"{name}, training", command, environment(folder) | cache | {"TMPDIR": name_})
        seconds = time.perf_counter() - started
        if not (folder / target.name).exists():
            raise OperatorError(f"{name}: Rasa wrote no model.")
        for old in target.parent.glob(f"{config.stem}-*"):  # of data that are no more
            old.unlink()
        (folder / target.name).replace(target)
    return seconds


def main(config: Path, data: Path, target: Path) -> int:
    """Train a model of a configuration into a file; Rasa shows its progress."""
    import rasa.model_training

    made = rasa.model_training.train_nlu(
        config=str(config),
        nlu_data=str(data),
        domain=str(ROOT / "domain.yml"),
        output=str(target.parent),
        fixed_model_name=target.name,
    )
    return int(not made)


if __name__ == "__main__":
    raise SystemExit(main(*map(Path, sys.argv[1:])))
