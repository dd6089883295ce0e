"""Language detection beside the libraries, as bench/languages.py measures it."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from bench.child import environment, run
from bench.figures import Figure


def contenders() -> list[Figure]:
    """Shares of held-out texts whose language was right, texts a second on one core, memory."""
    with tempfile.TemporaryDirectory(prefix="lotse-bench-") as folder:
        command = [sys.executable, str(Path(__file__).with_name("languages.py")), "--json"]
        output = run("language detection", command, environment(Path(folder)))
    told = json.loads(output.splitlines()[-1])
    figures = [Figure("language, seconds to train: lotse", told["training"]["seconds"], "s")]
    for name, result in told["results"].items():
        figures += [
            Figure(f"language, right: {name}", result["overall"]),
            Figure(f"language, two words right: {name}", result["lengths"]["2"]),
            Figure(f"language, texts: {name}", result["per_second"], "a second"),
            Figure(f"language, memory: {name}", result["memory_megabytes"], "MB"),
        ]
    return figures
