"""`lotse doctor`: how an installation is, without training, loading a model or changing a file."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version

from sqlalchemy.exc import SQLAlchemyError

from bot.errors import OperatorError
from bot.operating.doctor_directory import directory
from bot.operating.doctor_languages import languages
from bot.operating.doctor_model import model
from bot.operating.doctor_ports import live_status, ports
from bot.operating.doctor_stores import conversations, disk, inbox
from bot.operating.finding import Finding, bad, ok
from bot.settings import Settings, settings

_PACKAGES = {"Lotse": "lotse", "Rasa": "rasa", "spaCy": "spacy"}
_PYTHON = "3.11"


def examine(values: Settings | None = None, now: datetime | None = None) -> list[Finding]:
    """Everything that an operator should know, in the order of the page.

    What can't be read becomes a bad finding; nothing is raised for it. `now` is local time.
    """
    values, now = values or settings(), now or datetime.now()
    status = live_status(values)
    parts: dict[str, Callable[[], Iterator[Finding]]] = {
        "versions": _versions,
        "model": lambda: model(values, status),
        "directory": lambda: directory(values, now.date()),
        "languages": lambda: languages(values),
        "ports": lambda: ports(values, running=status is not None),
        "disk": lambda: disk(values),
        "conversations": lambda: conversations(values, now, running=status is not None),
        "inbox": lambda: inbox(values),
    }
    return [finding for subject, part in parts.items() for finding in _guarded(subject, part)]


def _guarded(subject: str, part: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from part()
    except OperatorError as error:
        yield bad(subject, "can't be used", str(error))
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        setting = f"LOTSE_{subject.upper()}_URL"
        yield bad(
            subject,
            f"the store can't be used: {reason}",
            f"Mend the store of the {subject}, or let {setting} name another one; the same "
            "message comes from `lotse run`.",
        )
    except OSError as error:
        yield bad(
            subject, f"can't be read: {error}", f"Give this account the right to read ({error})."
        )


def _versions() -> Iterator[Finding]:
    found: dict[str, str | None] = {name: _version(package) for name, package in _PACKAGES.items()}
    found["Python"] = platform.python_version()
    text = ", ".join(f"{name} {number or 'missing'}" for name, number in found.items())
    if None in found.values() or not platform.python_version().startswith(f"{_PYTHON}."):
        remedy = f"Run `make setup`, which installs the right versions for Python {_PYTHON}."
        yield bad("versions", text, remedy, **found)
    else:
        yield ok("versions", text, **found)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
