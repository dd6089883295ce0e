"""Writing several text files: all of them, or none."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from bot.errors import OperatorError


def write_all(texts: Mapping[Path, str]) -> None:
    """Write each file's text; folders are made where they lack.

    Raises OperatorError that names the file which could not be written; then none is changed, and
    no folder is left behind.
    """
    made: list[Path] = []
    drafts: dict[Path, Path] = {}
    before: dict[Path, bytes | None] = {}
    path = Path()
    try:
        for path, text in texts.items():
            _make_folder(path.parent, made)
            drafts[path] = path.with_name(f".{path.name}.{os.getpid()}.new")
            drafts[path].write_text(text, "utf-8")
            if path.exists():
                shutil.copymode(path, drafts[path])
        for path, draft in drafts.items():
            before[path] = path.read_bytes() if path.exists() else None
            os.replace(draft, path)
    except BaseException as error:
        _undo(before)
        _remove(list(drafts.values()), made)
        if isinstance(error, OSError):
            raise OperatorError(
                f"{path}: can't be written ({error.strerror}), nothing has changed; mend that and "
                "run the command again."
            ) from None
        raise


def _make_folder(folder: Path, made: list[Path]) -> None:
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir()
        made.append(path)


def _undo(before: Mapping[Path, bytes | None]) -> None:
    for path, content in before.items():
        with contextlib.suppress(OSError):  # the first error is the one to tell
            if content is None:
                path.unlink(missing_ok=True)
            elif path.read_bytes() != content:
                path.write_bytes(content)


def _remove(drafts: list[Path], folders: list[Path]) -> None:
    for draft in drafts:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
    for folder in reversed(folders):
        with contextlib.suppress(OSError):
            folder.rmdir()
