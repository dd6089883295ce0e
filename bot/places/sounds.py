"""Names compared by sound: what of a German name survives when it changes its script.

"Dortmund", "دورتموند", "ዶርትሙንድ" and "Дортмунд" have the consonants T R T M N T in common: voiced
and voiceless ones are one class (Arabic has no p, German endings harden), and so are the hissing
ones, because writers hear German z, s, sch and ch differently. The classes find a name; the
sounds themselves and the vowels between them decide whether it is meant. This stands in for
tables of transliterated names: one rule works for every script.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import Levenshtein

from bot.places.keys import latin
from bot.text import script_of

# Scripts that leave vowels out, at least the short ones.
_VOWELLESS = {"Arab", "Hebr", "Deva", "Beng", "Guru", "Gujr", "Taml", "Telu", "Thai", "Sinh"}
_VOWELS = dict(zip("aeiouyw", "AIIUUIU", strict=True))
_CLASSES = {"p": "PBP", "f": "FV", "k": "KGQJHX", "s": "SZC", "t": "TD"} | dict(
    zip("lrmn", "LRMN", strict=True)
)
_CLASS = {letter.lower(): name.upper() for name, letters in _CLASSES.items() for letter in letters}
_CLUSTER_CLASS = {
    "sh": "S", "zh": "S", "ts": "S", "dz": "S", "ch": "S", "shch": "S", "kh": "K", "gh": "K",
    "th": "T", "dh": "T", "ph": "F", "bh": "P", "jh": "K",
}  # fmt: skip
# German letters and what other scripts write for them; "|" separates two ways to hear them.
_GERMAN = {
    "tsch": "ch tsh", "sch": "sh s", "tz": "ts s z", "ts": "ts s z", "ch": "kh h k x|sh ch",
    "ck": "k q", "ph": "f", "th": "t", "dt": "t d", "qu": "k q", "b": "b p v bh", "p": "p b",
    "f": "f v", "v": "f v", "g": "g gh k kh j q h", "k": "k q kh", "c": "k s ts", "h": "h kh g",
    "s": "s z sh", "ß": "s", "ss": "s z", "z": "ts z s dz c", "t": "t th", "d": "d t dh", "l": "l",
    "r": "r gh", "m": "m", "n": "n m", "x": "x ks",
}  # fmt: skip
_GERMAN_VOWELS = {
    "ei": ("AI", "I", "A"), "ai": ("AI", "A"), "ey": ("AI", "I"), "ay": ("AI",),
    "eu": ("UI", "IU", "I", "U"), "äu": ("UI", "AI", "U"), "au": ("AU", "U"), "ie": ("I",),
    "ä": ("I", "A"), "ö": ("U", "I", "IU"), "ü": ("U", "I", "IU"), "j": ("I", ""), "y": ("I", "U"),
}  # fmt: skip
_SHARED_VOWELS = "aeiou"
_LIMIT_PER_CONSONANT = 0.22
_VOWELLESS_LIMIT_PER_CONSONANT = 0.14  # where most vowels fit anyway
_FEW = 5  # consonants, below which nothing may be strange
_STRANGE_CONSONANT = 0.7
_STRANGE_VOWEL = 0.8


@dataclass(frozen=True)
class Sounds:
    """A word as heard: classes of its consonants, the sounds that may stand for each, and the
    vowels before, between and after them (any of the options)."""

    classes: str
    consonants: tuple[frozenset[str], ...]
    vowels: tuple[frozenset[str], ...]
    vowelless: bool = False


@lru_cache(maxsize=2048)
def _letter(character: str) -> tuple[str, str, str]:
    """A letter of any script: the class of its consonant, the consonant, its vowels."""
    spelled = latin(character).replace("'", "").replace("`", "")
    consonant = spelled.rstrip("aeiouyw")
    vowels = "".join(_VOWELS.get(c, "") for c in spelled[len(consonant) :])
    name = _CLUSTER_CLASS.get(consonant) or _CLASS.get(consonant[:1], "")
    return name, consonant if name else "", vowels


def classes_of(word: str) -> str:
    """The classes of `heard`, without the rest: enough to see that a word sounds like no name."""
    classes, last, open_t = "", "", False
    for character in word:
        name, consonant, vowels = _letter(character)
        if name and character != last:
            classes = classes[:-1] + name if open_t and name == "S" else classes + name
            open_t = consonant == "t"
        if vowels:
            open_t = False
        last = character
    return classes


def heard(word: str) -> Sounds:
    """A word of a script other than Latin as it sounds."""
    consonants, vowels, last = list[str](), [""], ""
    for character in word:
        name, consonant, spoken = _letter(character)
        if name and character != last:
            if name == "S" and consonants and consonants[-1] == "t" and not vowels[-1]:
                consonants[-1] = "ts"
            else:
                consonants.append(consonant)
                vowels.append("")
        vowels[-1] += spoken
        last = character
    return Sounds(
        classes_of(word),
        tuple(frozenset({consonant}) for consonant in consonants),
        tuple(frozenset({_single(one)}) for one in vowels),
        script_of(word) in _VOWELLESS,
    )


@lru_cache(maxsize=512)
def german(name: str) -> tuple[Sounds, ...]:
    """The ways in which a German name (one word in small letters) may be heard."""
    ways: list[tuple[str, list[frozenset[str]], list[list[str]]]] = [("", [], [[]])]
    for letters in _units(name):
        extended = []
        for classes, consonants, vowels in ways:
            for option in _options(letters):
                if option is None:
                    extended.append((classes, consonants, [*vowels[:-1], [*vowels[-1], letters]]))
                else:
                    sounds = frozenset(option.split())
                    first = option.split()[0]
                    cls = _CLUSTER_CLASS.get(first) or _CLASS[first[0]]
                    extended.append((classes + cls, [*consonants, sounds], [*vowels, []]))
        ways = extended[:8]
    return tuple(
        Sounds(classes, tuple(consonants), tuple(map(_vowel_options, vowels)))
        for classes, consonants, vowels in ways
    )


def _units(name: str) -> list[str]:
    """The letters of a German name in groups that are spoken as one; silent ones left out."""
    units: list[str] = []
    position = 0
    while position < len(name):
        for length in (4, 3, 2, 1):
            letters = name[position : position + length]
            if len(letters) == length and (letters in _GERMAN or letters in _GERMAN_VOWELS):
                break
        position += len(letters)
        before = units[-1] if units else ""
        vowel_before = before in _GERMAN_VOWELS or before in set(_SHARED_VOWELS)
        if letters == before or (letters == "h" and vowel_before):
            continue
        units.append(letters)
    return units


def _options(letters: str) -> list[str | None]:
    """The sounds of a group of letters; None stands for a vowel."""
    if letters == "w":
        return ["v f w b", None]
    if letters in _GERMAN:
        return list(_GERMAN[letters].split("|"))
    return [None]


def _vowel_options(groups: list[str]) -> frozenset[str]:
    choices = [_GERMAN_VOWELS.get(group) or (_VOWELS.get(group, ""),) for group in groups]
    options = {_single("".join(choice)) for choice in product(*choices[:4])}
    if groups == ["e"]:
        options.add("")  # hardly spoken: "Dresdn"
    return frozenset(options)


def _single(vowels: str) -> str:
    """Each run of the same vowel once."""
    return "".join(v for i, v in enumerate(vowels) if i == 0 or vowels[i - 1] != v)


def alike(word: Sounds, name: Sounds) -> bool:
    """Whether a word of another script sounds enough like a German name with its consonants."""
    strange = sum(not (a & b) for a, b in zip(word.consonants, name.consonants, strict=True))
    vowels = sum(
        min(_vowel_distance(written, b, word.vowelless) for written in a)
        for a, b in zip(word.vowels, name.vowels, strict=True)
    )
    cost = _STRANGE_CONSONANT * strange + _STRANGE_VOWEL * vowels
    limit = _VOWELLESS_LIMIT_PER_CONSONANT if word.vowelless else _LIMIT_PER_CONSONANT
    if len(name.classes) < _FEW:
        limit /= 2
    return cost <= limit * len(name.classes)


def _vowel_distance(written: str, options: frozenset[str], vowelless: bool) -> float:
    if written in options:
        return 0.0
    if vowelless and any(_within(written, option) for option in options):
        return 0.15 if len(written) == 0 else 0.0
    return min(min(1.0, Levenshtein.distance(written, option)) for option in options)


def _within(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)
