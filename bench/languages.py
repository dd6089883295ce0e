"""Language detection beside the libraries: `python bench/languages.py [--json]`.

Every contender runs in a process of its own on the held-out utterances: accuracy by length, texts
a second on one core (processor time), resident memory beyond numpy, scipy and the corpus.
Restricted to the listed languages where the library allows it. Lotse's detector is trained first
on data/nlu, in a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
CONTENDERS = ("lotse", "lotse, one by one", "langdetect", "cld2", "py3langid", "lingua")
GROUPS = ("1", "2", "3", "4+", "3+", "transliterated")
MOST_SECONDS = 60  # a slow library answers a part of the texts for its speed


def _train(folder: Path) -> dict[str, Any]:
    from bot.languages.detect import LanguageDetector
    from bot.understanding.corpus import TRAINING, read_corpus

    texts = [(u.text, u.language) for u in read_corpus(TRAINING)]
    started = time.process_time()
    LanguageDetector.train(texts).save(folder)
    size = sum(path.stat().st_size for path in folder.iterdir())
    return {
        "languages": len({code for _, code in texts}),
        "texts": len(texts),
        "seconds": time.process_time() - started,
        "megabytes": size / 1e6,
    }


def _langdetect(codes: list[str]) -> Callable[[str], str | None]:
    from bot.languages.witnesses import Langdetect

    witness = Langdetect(codes)

    def ask(text: str) -> str | None:
        shares = witness.ask([text])
        return max(shares, key=lambda code: shares[code], default=None)

    return ask


def _cld2(codes: list[str]) -> Callable[[str], str | None]:
    from bot.languages.witnesses import ask_cld2

    def ask(text: str) -> str | None:
        shares = ask_cld2([text], "Latn")
        return max(shares, key=lambda code: shares[code], default=None)

    return ask


def _py3langid(codes: list[str]) -> Callable[[str], str | None]:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    known = set(identifier.nb_classes)
    identifier.set_languages([code for code in codes if code in known])
    return lambda text: str(identifier.classify(text)[0])


def _lingua(codes: list[str]) -> Callable[[str], str | None]:
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    known = [getattr(IsoCode639_1, c.upper()) for c in codes if hasattr(IsoCode639_1, c.upper())]
    detector = LanguageDetectorBuilder.from_iso_codes_639_1(*known).build()

    def ask(text: str) -> str | None:
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else None

    return ask


def _run(contender: str, folder: Path) -> dict[str, Any]:
    import psutil

    import bot.languages.training  # noqa: F401  what the application has loaded anyway
    from bot.languages.evaluate import evaluate_answers, figures
    from bot.understanding.corpus import HELD_OUT, read_corpus

    utterances = read_corpus(HELD_OUT)
    codes = sorted({u.language for u in utterances})
    process = psutil.Process()
    before = process.memory_info().rss
    if contender.startswith("lotse"):
        from bot.languages.detect import LanguageDetector

        detector = LanguageDetector.load(folder)
        detector.detect_many([u.text for u in utterances[:50]])
        started = time.process_time()
        if contender == "lotse":
            detections = detector.detect_many([u.text for u in utterances])
        else:
            detections = [detector.detect(u.text) for u in utterances]
        seconds, count = time.process_time() - started, len(utterances)
        result = figures(utterances, detections)
    else:
        makers = {"langdetect": _langdetect, "cld2": _cld2, "py3langid": _py3langid}
        ask = makers.get(contender, _lingua)(codes)
        for u in utterances[:50]:  # models that are loaded at first use
            ask(u.text)
        result = evaluate_answers(utterances, ask)
        seconds, count = _time(ask, [u.text for u in utterances])
    memory = (process.memory_info().rss - before) / 1e6
    return {**result.as_dict(), "per_second": count / seconds, "memory_megabytes": memory}


def _time(ask: Callable[[str], str | None], texts: list[str]) -> tuple[float, int]:
    """Seconds, and how many texts were answered in them."""
    started = time.process_time()
    answered = 0
    while answered < len(texts) and time.process_time() - started < MOST_SECONDS:
        ask(texts[answered])
        answered += 1
    return time.process_time() - started, answered


def _child(*arguments: str) -> dict[str, Any]:
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, str(Path(__file__)), *arguments]
    output = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return dict(json.loads(output.stdout.splitlines()[-1]))


def _table(training: dict[str, Any], results: dict[str, dict[str, Any]]) -> str:
    lines = [
        f"{training['languages']} languages, {training['texts']} texts, trained in "
        f"{training['seconds']:.0f} processor seconds, {training['megabytes']:.1f} MB",
        "",
        f"| | {' | '.join(GROUPS)} | all | texts/s | MB |",
        f"|---|{'---|' * (len(GROUPS) + 3)}",
    ]
    for name, result in results.items():
        shares = " | ".join(f"{result['lengths'].get(group, 0):.3f}" for group in GROUPS)
        speed, memory = result["per_second"], result["memory_megabytes"]
        rest = f"{result['overall']:.3f} | {speed:,.0f} | {memory:.0f}"
        lines.append(f"| {name} | {shares} | {rest} |")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Run all contenders, each in a process of its own, and print the table."""
    if arguments[:1] == ["train"]:
        print(json.dumps(_train(Path(arguments[1]))))
        return 0
    if arguments[:1] == ["run"]:
        print(json.dumps(_run(arguments[1], Path(arguments[2]))))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        training = _child("train", folder)
        results = {name: _child("run", name, folder) for name in CONTENDERS}
    if "--json" in arguments:
        print(json.dumps({"training": training, "results": results}))
    else:
        print(_table(training, results))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
