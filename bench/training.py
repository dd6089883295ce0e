"""Seconds of a real `lotse train`, and which model is measured when none is trained."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from bench.child import environment, run
from bot.errors import OperatorError
from bot.operating.model import newest
from bot.operating.training import model_path


def train(folder: Path) -> tuple[Path, float]:
    """The model of the present data, trained into `folder`, and the seconds of the command."""
    settings = environment(folder, models=folder / "models")
    command = [sys.executable, "-m", "bot.cli", "train", "--no-compare"]
    started = time.perf_counter()
    output = run("training", command, settings)
    return Path(output.splitlines()[-1]), time.perf_counter() - started


def existing() -> Path | None:
    """The model of the present data, else the newest one, else none."""
    if model_path().exists():
        return model_path()
    try:
        return newest()
    except OperatorError:
        return None
