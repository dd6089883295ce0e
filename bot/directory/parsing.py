"""Rows of an offers file to records, every fault of their content named."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bot.directory.checks import CHECKS, NEEDED
from bot.directory.faults import Fault, ImportFaults
from bot.directory.offer import COLUMNS, LIST_SEPARATORS, Record
from bot.directory.reading import Line, read_sheet

# What holds for an organisation must be the same in all of its rows.
_OF_ORGANISATION = ("is_mo", "community")


class Parsed(NamedTuple):
    """What a file without faults holds: its columns, each record with its line, and remarks."""

    columns: tuple[str, ...]
    records: list[tuple[int, Record]]
    remarks: list[str]


def parse(path: Path) -> Parsed:
    """Read and check an offers file.

    Raises OperatorError when it can't be read at all and ImportFaults with every fault otherwise.
    """
    sheet = read_sheet(path)
    faults = list(sheet.faults)
    for line in sheet.lines:
        for column, problem, value in _line_faults(line):
            faults.append(Fault(str(path), line.number, column, problem, value))
    for number, column, problem, value in _faults_across(sheet.lines):
        faults.append(Fault(str(path), number, column, problem, value))
    if faults:
        raise ImportFaults(faults)
    records = [(line.number, _record(line.cells)) for line in sheet.lines]
    return Parsed(sheet.columns, records, sheet.remarks)


def _line_faults(line: Line) -> Iterator[tuple[str, str, str]]:
    for column, cell in line.cells.items():
        if any(unicodedata.category(character) == "Cc" for character in cell):
            yield column, "holds a line break or control character", repr(cell)
        elif cell and column in CHECKS:
            for problem, value in CHECKS[column](cell):
                yield column, problem, value
        elif not cell and column in NEEDED:
            yield column, "must not be empty", cell
    yield from _degrees_faults(line.cells)


def _degrees_faults(cells: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    for one, other in (("latitude", "longitude"), ("longitude", "latitude")):
        if cells.get(one) and not cells.get(other):
            yield other, f"must not be empty when {one} is given", ""


def _faults_across(lines: Iterable[Line]) -> Iterator[tuple[int, str, str, str]]:
    first: dict[str, int] = {}
    facts: dict[tuple[str, str], tuple[int, str]] = {}
    for line in lines:
        offer_id = line.cells.get("id", "")
        if offer_id and first.setdefault(offer_id, line.number) != line.number:
            yield line.number, "id", f"already in line {first[offer_id]}", offer_id
        for column in _OF_ORGANISATION:
            cell = line.cells.get(column)
            organisation = line.cells.get("organisation")
            if cell is None or not organisation:
                continue
            number, known = facts.setdefault((organisation, column), (line.number, cell))
            if known != cell:
                problem = f"line {number} says {known or 'nothing'!r} of the same organisation"
                yield line.number, column, problem, cell


def _record(cells: dict[str, str]) -> Record:
    values: dict[str, Any] = {}
    for column in COLUMNS:
        cell = cells.get(column, "")
        if column in LIST_SEPARATORS:
            parts = cell.split(LIST_SEPARATORS[column].strip()) if cell else []
            values[column] = tuple(part.strip() for part in parts)
        elif column in ("latitude", "longitude"):
            values[column] = float(cell) if cell else None
        elif column == "withdrawn":
            values[column] = cell == "yes"
        else:
            values[column] = cell
    return Record(**values)
