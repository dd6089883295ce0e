"""Figures, and the one table that they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bench.aims import AIMS

HEADS = ("name", "value", "unit", "aim")
# A 99th percentile of twenty values would be no more than the largest of them.
PERCENTILES = {95: 20, 99: 100}  # and of how many values it is told


@dataclass(frozen=True)
class Figure:
    """One line of the table. Without a value it failed, and `reason` is one sentence."""

    name: str
    value: float | None
    unit: str = ""
    reason: str = ""


def spread(name: str, values: Sequence[float], unit: str = "ms") -> list[Figure]:
    """Median and those percentiles that so many values can tell. Raises ValueError without any."""
    if not values:
        raise ValueError(f"{name}: there is nothing to measure.")
    told = [Figure(f"{name}, median", float(np.median(values)), unit)]
    for percent, least in PERCENTILES.items():
        if len(values) >= least:
            value = float(np.percentile(values, percent))
            told.append(Figure(f"{name}, {percent}th percentile", value, unit))
    return told


def number(value: float) -> str:
    """A value with as many decimals as tell something: three below one, none from a hundred on."""
    size = abs(value)
    decimals = 0 if size >= 100 else 1 if size >= 10 else 2 if size > 1 else 3
    return f"{value:,.{decimals}f}"


def table(figures: Sequence[Figure]) -> str:
    """A Markdown table with its columns in line; a figure that failed says why instead."""
    cells = [_cells(figure) for figure in figures if figure.value is not None]
    measured = [HEADS, *cells]
    widths = [max(len(row[column]) for row in measured) for column in range(len(HEADS))]
    widths[0] = max(widths[0], *(len(figure.name) for figure in figures), 0)
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    rows = [_row(_cells(figure), widths) for figure in figures]
    return "\n".join([_row(HEADS, widths), rule, *rows])


def _cells(figure: Figure) -> tuple[str, ...]:
    if figure.value is None:
        return (figure.name, f"failed: {figure.reason}".replace("|", "/"), "", "")
    aim = AIMS.get(figure.name)
    return (figure.name, number(figure.value), figure.unit, str(aim) if aim else "")


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    name, value, *rest = (f" {cell:<{width}} " for cell, width in zip(cells, widths, strict=True))
    value = f" {cells[1]:>{widths[1]}} "
    return "|" + "|".join([name, value, *rest]) + "|"
