"""Every run of the benchmarks on one line of a file that is committed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.figures import Figure

HISTORY = Path(__file__).with_name("history.jsonl")


def record(
    when: datetime, machine: dict[str, Any], run: dict[str, Any], figures: Sequence[Figure]
) -> dict[str, Any]:
    """A run as it is kept: its time (ISO 8601), `run` says how it was made, figures by name."""
    told = {figure.name: _told(figure) for figure in figures}
    date = when.isoformat(timespec="seconds")
    return {"date": date, **run, "machine": machine, "figures": told}


def _told(figure: Figure) -> dict[str, Any]:
    if figure.value is None:
        return {"failed": figure.reason}
    return {"value": float(f"{figure.value:.4g}"), "unit": figure.unit}


def append(run: dict[str, Any], path: Path = HISTORY) -> None:
    """Add one line; what stands there already stays."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(run, ensure_ascii=False) + "\n")
