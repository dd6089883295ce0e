"""A training that is cancelled leaves nothing behind; how long one takes is told from the last."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.operating.remaining import Remaining
from bot.settings import ROOT


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_cancelled_without_a_trace(tmp_path: Path, kind: signal.Signals) -> None:
    models = tmp_path / "models"
    folders = {"LOTSE_VAR": str(tmp_path / "var"), "LOTSE_MODELS": str(models)}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "train"],
        cwd=ROOT,
        env=os.environ | folders,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    assert any(line.startswith("training: languages") for line in process.stderr)
    [workshop] = models.iterdir()
    process.send_signal(kind)
    said, told = process.communicate()
    assert process.returncode == 130
    assert "no model was written" in told
    assert said == ""
    assert list(models.iterdir()) == []
    assert _processes_in(workshop) == []


def _processes_in(workshop: Path) -> list[str]:
    """Command lines of processes that train into a folder."""
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(path.read_bytes().decode("utf-8", "replace"))
        except OSError:  # it has ended meanwhile
            continue
    return [line for line in lines if str(workshop) in line]


class Clock:
    """Seconds that pass when a test says so."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_first_training_promises_nothing(tmp_path: Path) -> None:
    remaining = Remaining(tmp_path / "training.json", Clock())
    remaining.step("languages", 0)
    assert remaining.left() is None


@pytest.mark.parametrize(
    ("pace", "elapsed", "left"),
    [(1, 10, 30), (1, 25, 15), (2, 20, 60), (1, 100, 0)],
)
def test_the_last_training_tells_how_long(
    tmp_path: Path, pace: float, elapsed: float, left: float
) -> None:
    """It took 40 seconds and its second step began after 10; now that begins after 10 * pace."""
    clock, file = Clock(), tmp_path / "training.json"
    last = Remaining(file, clock)
    last.step("languages", 0)
    clock.now = 10
    last.step("places", 0)
    clock.now = 40
    last.finish()

    clock.now = start = 1000
    present = Remaining(file, clock)
    assert present.left() == 40
    present.step("languages", 0)
    clock.now = start + 10 * pace
    present.step("places", 0)
    clock.now = start + elapsed
    assert present.left() == left


def test_an_unknown_step_promises_nothing(tmp_path: Path) -> None:
    clock, file = Clock(), tmp_path / "training.json"
    last = Remaining(file, clock)
    last.step("languages", 0)
    last.finish()
    present = Remaining(file, clock)
    present.step("something new", 0)
    assert present.left() is None
