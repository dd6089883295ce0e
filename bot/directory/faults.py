"""What is wrong with an offers file."""

from __future__ import annotations

from typing import NamedTuple

from bot.errors import OperatorError


class Fault(NamedTuple):
    """One thing to mend in an offers file; `line` counts from 1, the header's."""

    file: str
    line: int
    column: str
    problem: str
    value: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.column}: {self.problem}: {self.value}"


class ImportFaults(OperatorError):
    """Every fault of an offers file, one a line; nothing of the file was imported."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))
        super().__init__("\n".join(map(str, self.faults)))
