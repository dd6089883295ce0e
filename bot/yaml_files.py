"""YAML files as operators write them: read fast, and a broken one named with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bot.errors import OperatorError

# libyaml's parsers, ten times as fast as those in Python.
_VALUES = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STRINGS = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_yaml(path: Path, strings: bool = False) -> Any:
    """What a file holds, None when it is empty; with `strings` even `no` and `1` are strings.

    Raises OperatorError that names file and line when it is broken.
    """
    try:
        return yaml.load(path.read_text("utf-8"), _STRINGS if strings else _VALUES)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise OperatorError(f"{path}{line}: not valid YAML; mend the line named.") from error
