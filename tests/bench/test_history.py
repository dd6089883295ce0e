"""Runs of the benchmarks are kept line by line."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from bench.figures import Figure
from bench.history import append, record
from bench.machine import machine
from bot.settings import ROOT

WHEN = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


def test_every_run_adds_a_line_with_every_figure(tmp_path: Path) -> None:
    figures = [Figure("start", 2.5, "s"), Figure("training", None, reason="No.")]
    path = tmp_path / "history.jsonl"
    for quick in (True, False):
        append(record(WHEN, {"cores": 2}, {"quick": quick}, figures), path)
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [line["quick"] for line in lines] == [True, False]
    assert lines[0]["date"] == "2026-03-01T12:30:00+00:00"
    assert lines[0]["figures"] == {
        "start": {"value": 2.5, "unit": "s"},
        "training": {"failed": "No."},
    }


def test_the_machine_can_be_kept(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    append(record(WHEN, machine(), {}, []), path)
    kept = json.loads(path.read_text("utf-8"))["machine"]
    assert {"cores", "memory_gb", "python"} <= kept.keys()


def test_the_history_is_committed() -> None:
    ignored = (ROOT / ".gitignore").read_text("utf-8").split()
    assert not any("history" in line or line.startswith("bench") for line in ignored)
