"""A model alone in a process, on held-out sentences: `python -m bench.understanding`.

Lotse's models by what `Model.parse` says, others by Rasa's own parse. Only plain sentences count
for the share of right intents: not those with two needs or a negation, as in `lotse evaluate`.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.child import environment, run
from bench.figures import Figure
from bench.machine import resident_megabytes

_WARMING = 20  # sentences


def understand(
    name: str, model: Path, sentences: int, stock: bool = False, accuracy: bool = True
) -> list[Figure]:
    """Figures of a model; at most `sentences` are read, evenly out of all."""
    with tempfile.TemporaryDirectory(prefix="lotse-bench-") as folder:
        # One thread, as `lotse run` gives its processes.
        threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        options = ["--sentences", str(sentences), *(["--stock"] if stock else [])]
        command = [sys.executable, "-m", "bench.understanding", str(model), *options]
        output = run(name, command, environment(Path(folder)) | threads)
    told = json.loads(output.splitlines()[-1])
    count = Figure(f"{name}, held-out sentences", told["sentences"])
    figures = [Figure(f"{name}, right intent", told["right"])] if accuracy else []
    return [
        count,
        *figures,
        Figure(f"{name}, median", told["median"], "ms"),
        Figure(f"{name}, 95th percentile", told["p95"], "ms"),
        Figure(f"{name}, memory", told["memory"], "MB"),
    ]


def _measure(model: Path, most: int, stock: bool) -> dict[str, float]:
    from bot.operating.model import Model
    from bot.understanding.corpus import HELD_OUT, read_corpus

    every = read_corpus(HELD_OUT)
    utterances = every[:: max(1, len(every) // most)]
    loaded = Model(model)
    parse = loaded.understand if stock else loaded.parse
    for utterance in utterances[:_WARMING]:
        parse(utterance.text)
    times: list[float] = []
    right: list[bool] = []
    for count, utterance in enumerate(utterances):
        if count % 500 == 0:
            print(f"{count} of {len(utterances)} sentences", file=sys.stderr, flush=True)
        started = time.perf_counter()
        parsed: dict[str, Any] = parse(utterance.text)
        times.append((time.perf_counter() - started) * 1000)
        if len(utterance.needs) < 2 and not utterance.negation:
            right.append(parsed["intent"]["name"] == utterance.intent)
    return {
        "sentences": len(times),
        "right": statistics.fmean(right),
        "median": statistics.median(times),
        "p95": statistics.quantiles(times, n=20, method="inclusive")[-1],
        "memory": resident_megabytes(os.getpid()),
    }


def main() -> int:
    """Measure the model named on the command line and print one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m bench.understanding")
    parser.add_argument("model", type=Path)
    parser.add_argument("--sentences", type=int, required=True)
    parser.add_argument("--stock", action="store_true", help="a model of Rasa's own components")
    given = parser.parse_args()
    print(json.dumps(_measure(given.model, given.sentences, given.stock)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
