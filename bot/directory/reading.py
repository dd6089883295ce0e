"""An offers file as lines of cells, with every fault of its form named."""

from __future__ import annotations

import csv
import difflib
import io
from pathlib import Path
from typing import NamedTuple

from bot.directory.faults import Fault, ImportFaults
from bot.directory.offer import COLUMNS, REQUIRED
from bot.errors import OperatorError

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Line(NamedTuple):
    """A row of the file and the number of the line on which it begins."""

    number: int
    cells: dict[str, str]


class Sheet(NamedTuple):
    """What was read of a file: its columns, its rows, faults of form, remarks for the operator."""

    columns: tuple[str, ...]
    lines: list[Line]
    faults: list[Fault]
    remarks: list[str]


def read_sheet(path: Path) -> Sheet:
    """Read an offers file.

    Raises OperatorError when it isn't a comma-separated file in UTF-8, and ImportFaults when its
    columns aren't those of an offers file. Rows with too few or too many cells are faults.
    """
    text, remarks = _text(path)
    rows = _rows(path, text)
    if not rows:
        raise OperatorError(f"{path}: the file is empty; begin with a row of column names.")
    columns = tuple(cell.strip() for cell in rows[0][1])
    if faults := _header_faults(path, rows[0][0], columns):
        raise ImportFaults(faults)
    lines, faults = [], []
    for number, cells in rows[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        faults += _width_faults(path, number, columns, cells)
        values = [cell.strip() for cell in cells]
        lines.append(Line(number, dict(zip(columns, values, strict=False))))
    return Sheet(columns, lines, faults, remarks)


def _text(path: Path) -> tuple[str, list[str]]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise OperatorError(
            f"{path}: {error.strerror}; name an offers file that can be read."
        ) from error
    if content.startswith(_UTF16_MARKS):
        raise OperatorError(f"{path}: the file is UTF-16; save it as UTF-8.")
    remarks = []
    if content.startswith(_UTF8_MARK):
        content = content.removeprefix(_UTF8_MARK)
        remarks.append(f"{path}: begins with a byte order mark; it was read without it.")
    try:
        return content.decode("utf-8"), remarks
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise OperatorError(
            f"{path}:{line}: the file isn't UTF-8 (byte 0x{content[error.start]:02x}); save it as "
            "UTF-8."
        ) from error


def _rows(path: Path, text: str) -> list[tuple[int, list[str]]]:
    _refuse_other_separators(path, text)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows, number = [], 1
    try:
        for cells in reader:
            rows.append((number, cells))
            number = reader.line_num + 1
    except csv.Error as error:
        raise OperatorError(
            f"{path}:{number}: the row can't be read ({error}); check its quotation marks."
        ) from error
    return rows


def _refuse_other_separators(path: Path, text: str) -> None:
    header = text.split("\n", 1)[0]
    for character, name in ((";", "semicolons"), ("\t", "tabs")):
        if header.count(character) > header.count(","):
            raise OperatorError(
                f"{path}: the columns are separated by {name}; save the file with commas."
            )


def _header_faults(path: Path, line: int, columns: tuple[str, ...]) -> list[Fault]:
    faults = [
        Fault(str(path), line, name, "the column is missing", name)
        for name in REQUIRED
        if name not in columns
    ]
    for position, name in enumerate(columns):
        if name in columns[:position]:
            faults.append(Fault(str(path), line, name, "the column is there twice", name))
        elif name not in COLUMNS:
            close = difflib.get_close_matches(name, COLUMNS, 1)
            hint = f", did you mean {close[0]}?" if close else ""
            faults.append(Fault(str(path), line, name, f"unknown column{hint}", name))
    return faults


def _width_faults(path: Path, line: int, columns: tuple[str, ...], cells: list[str]) -> list[Fault]:
    if len(cells) < len(columns):
        missing = columns[len(cells)]
        return [Fault(str(path), line, missing, "the row ends before this column", cells[-1])]
    return [
        Fault(str(path), line, f"cell {len(columns) + number}", "one cell too many", cell)
        for number, cell in enumerate(cells[len(columns) :], 1)
    ]
