"""One number for everything that a model is made from."""

from __future__ import annotations

import hashlib
from pathlib import Path

from bot.settings import settings

SOURCES = (
    "config.yml",
    "domain.yml",
    "data/nlu",
    "data/rules",
    "data/lexicon",
    "data/concepts",
    "data/locales",
)
JUDGED_BY = ("tests/nlu", "tests/places")
CODE = ("bot/understanding", "bot/languages", "bot/places", "bot/text.py")


def fingerprint(root: Path | None = None) -> str:
    """Twelve hexadecimal digits over configuration, data and the code that learns from them."""
    return _digits(root or settings().root, (*SOURCES, *CODE))


def evaluation_fingerprint(root: Path | None = None) -> str:
    """The same over what a model is made from and the held-out sentences that judge it."""
    return _digits(root or settings().root, (*SOURCES, *CODE, *JUDGED_BY))


def _digits(root: Path, names: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for name in names:
        for path in _files(root / name):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    kept = (
        p for p in path.rglob("*") if p.is_file() and p.suffix in {".yml", ".py", ".po", ".tsv"}
    )
    return sorted(p for p in kept if "__pycache__" not in p.parts)
