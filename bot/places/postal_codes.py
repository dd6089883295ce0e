"""German postal codes: found among the words of a message, and where they lie."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from bot.errors import OperatorError
from bot.places.tables import table

FILE_NAME = "postal_codes.tsv"  # the imported table, in the folder of run-time state
_COLUMNS = 12
_NORTH, _EAST = (47.0, 55.2), (5.7, 15.2)  # Germany's bounding box in degrees


class Exact(NamedTuple):
    """An imported postal code: names of its towns, its Land, its middle in degrees."""

    names: tuple[str, ...]
    state: str
    latitude: float
    longitude: float


class Area(NamedTuple):
    """The area of the first two digits: its middle in degrees, its Land, its main town."""

    latitude: float
    longitude: float
    state: str
    town: str


def area(code: str) -> Area | None:
    """The area in which a five-digit code lies; None when no German code begins so."""
    values = table("postal_areas")["areas"].get(code[:2])
    return Area(*values) if values else None


def town(code: str) -> str | None:
    """The town that all codes with these first digits belong to, if they belong to one alone."""
    beginnings = _beginnings()
    return next((beginnings[code[:n]] for n in (5, 4, 3, 2) if code[:n] in beginnings), None)


_BEGINNINGS: dict[str, str] = {}


def _beginnings() -> dict[str, str]:
    if not _BEGINNINGS:
        for name, starts in table("postal_areas")["cities"].items():
            _BEGINNINGS.update(dict.fromkeys(starts, name))
    return _BEGINNINGS


def import_file(path: Path, target: Path) -> int:
    """Takes over GeoNames' postal codes of Germany (DE.txt) and returns how many codes it holds.

    Format: https://download.geonames.org/export/zip/readme.txt (tab separated, 12 columns).
    `target` is replaced only when every line is sound; OperatorError names the first that isn't.
    """
    names: dict[str, Counter[str]] = {}
    places: dict[str, list[Exact]] = {}
    for code, exact in _lines(path):
        names.setdefault(code, Counter())[exact.names[0]] += 1
        places.setdefault(code, []).append(exact)
    if not places:
        raise OperatorError(f"{path}: no postal code in it; give GeoNames' unpacked DE.txt.")
    rows = [_row(code, places[code], names[code]) for code in sorted(places)]
    _replace(target, "".join(rows))
    return len(rows)


def _lines(path: Path) -> list[tuple[str, Exact]]:
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise OperatorError(f"{path}: {error.strerror}; give GeoNames' DE.txt.") from error
    except UnicodeDecodeError as error:
        raise OperatorError(f"{path}: this is no UTF-8 text; unpack the file first.") from error
    lines = enumerate(text.split("\n"), 1)
    return [_parsed(line.rstrip("\r"), f"{path}:{number}") for number, line in lines if line]


def _parsed(line: str, where: str) -> tuple[str, Exact]:
    columns = line.split("\t")
    if len(columns) != _COLUMNS:
        raise OperatorError(
            f"{where}: {len(columns)} columns instead of {_COLUMNS}; give GeoNames' postal code "
            "file (tab separated)."
        )
    country, code, name, state = columns[0], columns[1], columns[2].strip(), columns[4]
    states = {entry["letters"]: entry["name"] for entry in table("states")}
    if country != "DE":
        raise OperatorError(f"{where}: country {country!r} instead of DE; give the file DE.txt.")
    if not (len(code) == 5 and code.isascii() and code.isdigit()):
        raise OperatorError(f"{where}: {code!r} is no postal code of five digits; mend the line.")
    if state not in states:
        raise OperatorError(f"{where}: {state!r} is no Land (BW, BY, BE, ...); mend the line.")
    if not name:
        raise OperatorError(f"{where}: the name of the place is missing; mend the line.")
    latitude, longitude = _degrees(columns[9], where), _degrees(columns[10], where)
    if not (_NORTH[0] < latitude < _NORTH[1] and _EAST[0] < longitude < _EAST[1]):
        raise OperatorError(f"{where}: {latitude}, {longitude} is outside Germany; mend the line.")
    return code, Exact((name,), states[state], latitude, longitude)


def _degrees(text: str, where: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise OperatorError(f"{where}: {text!r} is no coordinate; mend the line.") from None


def _row(code: str, places: list[Exact], names: Counter[str]) -> str:
    latitude = sum(place.latitude for place in places) / len(places)
    longitude = sum(place.longitude for place in places) / len(places)
    ordered = "; ".join(name for name, _ in names.most_common())
    return f"{code}\t{ordered}\t{places[0].state}\t{latitude:.4f}\t{longitude:.4f}\n"


def _replace(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=target.name)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(temporary, target)


def read_table(path: Path | None) -> dict[str, Exact]:
    """The imported codes; nothing when none have been imported."""
    if path is None or not path.exists():
        return {}
    codes = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            code, names, state, latitude, longitude = line.split("\t")
            codes[code] = Exact(tuple(names.split("; ")), state, float(latitude), float(longitude))
        except ValueError:
            raise OperatorError(
                f"{path}:{number}: broken line; import the postal codes again."
            ) from None
    return codes
