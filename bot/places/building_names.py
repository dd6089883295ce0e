"""Names of places gathered under their keys, when the list of places is made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from bot.text import scripts_in


class Names:
    """Keys and the entries that they may mean."""

    def __init__(self) -> None:
        self.numbers: dict[str, list[int]] = defaultdict(list)

    def add(self, keys: Iterable[str], number: int) -> None:
        for key in keys:
            if key and number not in self.numbers[key]:
                self.numbers[key].append(number)

    def packed(self) -> dict[str, int | list[int]]:
        return {
            key: numbers[0] if len(numbers) == 1 else numbers
            for key, numbers in sorted(self.numbers.items())
            if numbers
        }


def alternates(city: Any) -> Iterator[str]:
    """Names in other languages, without codes, notes and machine-made Latin ("bai lin")."""
    for name in city["alternatenames"]:
        if any(c.isdigit() or c in "[](),;" for c in name):
            continue
        scripts = scripts_in(name)
        if len(scripts) != 1:
            continue
        letters = sum(scripts.values())
        if "Latn" in scripts and (letters < 4 or not name[0].isupper() or name.isupper()):
            continue
        if letters >= 3 or (letters == 2 and "Hani" in scripts):
            yield name
