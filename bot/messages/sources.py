"""Every text that a translator translates, gathered from `domain.yml` and the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import yaml
from babel.messages.extract import extract

from bot.errors import OperatorError

_FOLDERS = ("bot", "actions")
_CALLS = {"_": None, "translate": (2,), "translate_plural": (2, 3)}
_COMMENT_TAGS = ("Shown:",)
_MAY_HOLD_TEXTS = re.compile(rb"\b(_|translate|translate_plural)\(")


@dataclass
class Source:
    """One English text: where it stands and what helps to translate it."""

    text: str
    plural: str | None = None
    places: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    def seen(self, place: str, comments: Iterable[str]) -> None:
        """Note another place and other comments, each once."""
        self.places += [place] if place not in self.places else []
        self.comments += [comment for comment in comments if comment not in self.comments]


def gather(root: Path) -> list[Source]:
    """All texts of the project at `root`, in the order in which a person meets them.

    Raises OperatorError when a file can't be read.
    """
    found: dict[str, Source] = {}
    for text, plural, place, comments in [*_domain(root), *_code(root)]:
        source = found.setdefault(text, Source(text))
        source.plural = source.plural or plural
        source.seen(place, comments)
    return list(found.values())


_Found = tuple[str, str | None, str, list[str]]


def _domain(root: Path) -> Iterator[_Found]:
    path = root / "domain.yml"
    try:
        responses = yaml.safe_load(path.read_text("utf-8")).get("responses") or {}
    except (OSError, yaml.YAMLError, AttributeError) as error:
        raise OperatorError(f"{path}: not a readable domain ({error}); mend it.") from None
    for name, variations in responses.items():
        for variation in variations:
            if text := variation.get("text"):
                yield text, None, path.name, [f"Answer {name}"]
            for button in variation.get("buttons") or []:
                yield button["title"], None, path.name, [f"Button of {name}"]


def _code(root: Path) -> Iterator[_Found]:
    for path in sorted(file for folder in _FOLDERS for file in (root / folder).rglob("*.py")):
        code = path.read_bytes()
        if not _MAY_HOLD_TEXTS.search(code):
            continue
        about = _subject(path)
        found = extract("python", BytesIO(code), _CALLS, _COMMENT_TAGS, strip_comment_tags=True)
        for _line, message, comments, _context in found:
            text, plural = (message, None) if isinstance(message, str) else message
            if text:
                yield text, plural, str(path.relative_to(root)), [*comments, about]


def _subject(path: Path) -> str:
    """What a module is about, in its own words: the first line of its docstring."""
    try:
        docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    except (SyntaxError, UnicodeDecodeError) as error:
        raise OperatorError(f"{path}: not readable Python ({error}); mend it.") from None
    return docstring.split("\n\n")[0].replace("\n", " ")
