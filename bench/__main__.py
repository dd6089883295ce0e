"""Measure this machine: print one table and add a line to bench/history.jsonl."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench.contenders import contenders
from bench.figures import Figure, table
from bench.history import HISTORY, append, record
from bench.lotse import LONG, QUICK, QUICK_SECONDS, lotse
from bench.machine import describe, machine
from bench.parts import attempt, end_within, tell
from bench.stock import PIPELINES, stock
from bench.training import existing, train
from bot.errors import OperatorError
from bot.operating.registry import short
from bot.operating.training import model_path


def main() -> int:
    """Run all parts; whatever fails is a line of the table."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--quick",
        action="store_true",
        help="within three minutes: the model that exists, fewer messages, Lotse alone",
    )
    quick = parser.parse_args().quick
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        _measure(quick)
    except KeyboardInterrupt:
        tell("stopped: nothing was kept")
        return 130
    return 0


def _measure(quick: bool) -> None:
    before, when = machine(), datetime.now(UTC)
    with tempfile.TemporaryDirectory(prefix="lotse-bench-") as folder:
        model, figures = _model(quick, Path(folder))
        run = {"quick": quick, **_name(model)}
        if quick:
            end_within(QUICK_SECONDS)
        if model:
            figures.append(Figure("model", model.stat().st_size / 1e6, "MB"))
            figures += lotse(model, QUICK if quick else LONG, accuracy=not quick)
    if not quick:
        figures += attempt("language detection", contenders)
        for name in PIPELINES:
            figures += attempt(name, partial(stock, name, LONG.sentences))
    remark = "" if run["of_these_data"] else " (not of the present data)"
    print(f"{describe(before)}\nmodel: {run['model']}{remark}\n\n{table(figures)}")
    append(record(when, before, run, figures))
    tell(f"added to {HISTORY}")


def _model(quick: bool, folder: Path) -> tuple[Path | None, list[Figure]]:
    """The model to measure, newly trained or an existing one, and what its training took."""
    if quick and (found := existing()):
        return found, []
    made: list[Path] = []

    def training() -> list[Figure]:
        path, seconds = train(folder)
        made.append(path)
        return [Figure("train", seconds, "s")]

    figures = attempt("train", training)
    return (made[0] if made else existing()), figures


def _name(model: Path | None) -> dict[str, str | bool | None]:
    known = model is not None and model.name == model_path().name
    return {"model": short(model) if model else None, "of_these_data": known}


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except OperatorError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None
