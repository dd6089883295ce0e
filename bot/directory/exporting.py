"""The directory as an offers file."""

from __future__ import annotations

import csv
import os
from pathlib import Path

from bot.directory.offer import COLUMNS
from bot.directory.store import DirectoryStore
from bot.errors import OperatorError


def export_csv(store: DirectoryStore, path: Path) -> int:
    """Write all offers, withdrawn ones too, ordered by id; returns how many.

    Importing the file into an empty directory gives the same directory. Raises OperatorError when
    the file can't be written; a file that is there already then stays whole.
    """
    records = store.records()
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(record.cells() for record in records)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise OperatorError(
            f"{path}: {error.strerror}; name a file in a folder that can be written."
        ) from error
    return len(records)
