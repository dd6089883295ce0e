"""The table of the benchmarks: a line for every figure, also for one that failed."""

from __future__ import annotations

import pytest

from bench.figures import Figure, spread, table


def _cells(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines()]


def test_a_figure_stands_with_its_unit() -> None:
    cells = _cells(table([Figure("start", 2.5, "s")]))
    assert cells[0] == ["name", "value", "unit", "aim"]
    assert cells[2] == ["start", "2.50", "s", ""]


def test_a_figure_with_an_aim_stands_beside_it() -> None:
    [*_, last] = _cells(table([Figure("language, two words right: lotse", 0.8)]))
    assert last[3] == "≥ 0.9"


def test_what_failed_stands_among_the_others_with_its_reason() -> None:
    failed = Figure("training", None, reason="The disk | is full.")
    cells = _cells(table([failed, Figure("start", 2.5, "s")]))
    assert cells[2] == ["training", "failed: The disk / is full.", "", ""]
    assert cells[3][0] == "start"


def test_all_that_failed_is_still_a_table() -> None:
    assert len(table([Figure("training", None, reason="No.")]).splitlines()) == 3


@pytest.mark.parametrize(("values", "told"), [(19, 1), (20, 2), (100, 3)])
def test_percentiles_that_so_few_values_cannot_tell_are_left_out(values: int, told: int) -> None:
    assert len(spread("message", [1.0] * values)) == told


def test_median_and_percentiles() -> None:
    figures = spread("message", [float(value) for value in range(101)])
    assert [figure.value for figure in figures] == [50, 95, 99]
