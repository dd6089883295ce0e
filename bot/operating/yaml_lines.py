"""New lines for YAML files that people write: comments, order and layout of the rest stay."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from bot.errors import OperatorError


def add_lines(text: str, section: str, lines: Sequence[str], like: str = r"\S") -> str:
    """The text with lines added to a top-level section, indented as its entries are.

    They come behind the last entry that begins with the pattern `like`, or else behind the last
    of all. The text comes back unchanged when it has no such section with entries.
    """
    rows = text.splitlines()
    start = next((i for i, row in enumerate(rows) if re.match(rf"{section}\s*:", row)), len(rows))
    end = next((i for i in range(start + 1, len(rows)) if re.match(r"[^\s#-]", rows[i])), len(rows))
    filled = [i for i in range(start + 1, end) if re.match(r"\s*[^\s#]", rows[i])]
    if not filled:
        return text
    indent = _indent(rows[filled[0]])
    entries = [i for i in filled if _indent(rows[i]) == indent]
    alike = [i for i in entries if re.match(like, rows[i].lstrip())] or entries
    following = next((i for i in entries if i > alike[-1]), end)
    last = max(i for i in filled if i < following)
    rows[last + 1 : last + 1] = [indent + line if line else "" for line in lines]
    return "\n".join(rows) + "\n"


def _indent(row: str) -> str:
    return row[: len(row) - len(row.lstrip())]


def scalar(text: str) -> str:
    """A text of one line as a YAML value, in quotes where it needs them."""
    try:
        plain = yaml.safe_load(f"key: {text}") == {"key": text}
    except yaml.YAMLError:
        plain = False
    return text if plain else json.dumps(text, ensure_ascii=False)


def confirm(path: Path, text: str, expected: Any) -> str:
    """The text, when it says what it should. Raises OperatorError that names the file if not."""
    try:
        said = yaml.safe_load(text)
    except yaml.YAMLError:
        said = None
    if said != expected:
        raise OperatorError(
            f"{path}: is laid out in a way that lines can't be added to, nothing has changed; "
            "write every entry on lines of its own and run the command again."
        )
    return text
