"""The data files of this room, read when the list of places is made and when a process starts."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.errors import OperatorError

DATA = Path(__file__).with_name("data")


def read_yaml(path: Path) -> Any:
    """The content of a YAML file. Raises OperatorError when it can't be read."""
    try:
        return yaml.load(path.read_text("utf-8"), Loader=_LOADER)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = f"{path}:{line + 1}" if line is not None else str(path)
        reason = getattr(error, "problem", None) or getattr(error, "strerror", None) or error
        raise OperatorError(f"{where}: {reason}; mend the file.") from error


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def table(name: str) -> Any:
    """One of the data files of this room, by its name without ending."""
    return read_yaml(DATA / f"{name}.yml")


_TABLES, _LISTS = ("countries", "cities_abroad", "places"), ("abroad", "in_germany", "not_places")


def read_lexicons(folder: Path) -> dict[str, dict[str, Any]]:
    """Language -> lexicon, for every file of the folder. Raises OperatorError for a wrong shape."""
    lexicons = {}
    for path in sorted(folder.glob("*.yml")):
        lexicon = lexicons[path.stem] = read_yaml(path) or {}
        for names, kind, said in ((_TABLES, dict, "a table"), (_LISTS, list, "a list")):
            for name in names:
                if not isinstance(lexicon.get(name) or kind(), kind):
                    raise OperatorError(f"{path}: {name}: this is not {said}; mend the file.")
    return lexicons


def words(values: Any) -> list[str]:
    """A list of a data file as texts (YAML reads `no` and `on` as truth values)."""
    names = {True: "on", False: "no"}
    return [names[value] if isinstance(value, bool) else str(value) for value in values or ()]
