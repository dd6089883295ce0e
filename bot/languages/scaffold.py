"""A further language: its entry on the list, and blank files for its words and sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import yaml
from babel import Locale, UnknownLocaleError
from langcodes import Language as Tag
from langcodes import standardize_tag, tag_is_valid

from bot.errors import OperatorError
from bot.languages import Language, read_languages
from bot.languages.blanks import blank_files
from bot.operating.all_or_nothing import write_all
from bot.operating.yaml_lines import confirm

DIRECTIONS = ("ltr", "rtl")
LIST = Path("bot", "languages", "languages.yml")
_LATIN = "Latn"
_NO_LANGUAGE = {"mis", "mul", "und", "zxx"}  # codes for several languages, for an unknown one ...
_HAN = {"Hans", "Hant"}  # one script in our list


def describe(
    root: Path,
    code: str,
    own_name: str | None = None,
    scripts: Sequence[str] = (),
    direction: str | None = None,
) -> Language:
    """A language that may be added; what isn't given is what CLDR says of it.

    Raises OperatorError for a code that is no language's or is on the list already, and for a
    name, script or direction that can't be used.
    """
    _check_code(root, code)
    name = _own_name(code) if own_name is None else " ".join(own_name.split())
    if not name:
        raise OperatorError(
            f"{code}: its own name is not known; give it as its speakers write it: --own-name NAME."
        )
    chosen = tuple(dict.fromkeys(_script(script) for script in scripts)) or _usual_scripts(code)
    if direction not in (None, *DIRECTIONS):
        raise OperatorError(f"{direction}: is no direction of writing; give ltr or rtl.")
    return Language(code, name, chosen, direction or _direction(code, chosen[0]))


def add_language(root: Path, language: Language) -> list[Path]:
    """Write the entry and every blank file, all or nothing; the files, relative to `root`.

    Raises OperatorError when a file is there already or can't be written.
    """
    texts = blank_files(root, language.code)
    for path in texts:
        if path.exists():
            raise OperatorError(f"{path}: is there already; move it away and run this again.")
    texts[root / LIST] = _listed(root / LIST, language)
    write_all(texts)
    return [path.relative_to(root) for path in texts]


def _check_code(root: Path, code: str) -> None:
    valid = re.fullmatch("[a-z]{2,3}", code) and tag_is_valid(code)
    if not valid or code in _NO_LANGUAGE:
        raise OperatorError(f"{code}: is no language code; give one of ISO 639, such as yo or rom.")
    if not (root / LIST).is_file():
        raise OperatorError(f"{root / LIST}: missing; set LOTSE_ROOT to Lotse's folder.")
    standard = standardize_tag(code)
    for listed in read_languages(root / LIST):
        if code == listed or standard == standardize_tag(listed):
            raise OperatorError(
                f"{code}: is on the list of languages already, as {listed}; see what it lacks with "
                f"`lotse languages check {listed}`."
            )
    if standard != code:
        shorter = Tag.get(standard).language
        raise OperatorError(f"{code}: is written {shorter}; run `lotse languages add {shorter}`.")


def _locale(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag)
    except (UnknownLocaleError, ValueError):
        return None


def _own_name(code: str) -> str:
    locale = _locale(code)
    name = (locale.language_name if locale else None) or ""
    return name[:1].title() + name[1:]


def _script(given: str) -> str:
    script = given.strip().title()
    if not re.fullmatch("[A-Z][a-z]{3}", script) or not Tag.make(script=script).is_valid():
        raise OperatorError(f"{given}: is no script; give four letters of ISO 15924, such as Arab.")
    return script


def _usual_scripts(code: str) -> tuple[str, ...]:
    """The script that a language is mostly written in, and Latin letters, which all also use."""
    script = Tag.get(code).maximize().script or _LATIN
    return tuple(dict.fromkeys(("Hani" if script in _HAN else script, _LATIN)))


def _direction(code: str, script: str) -> str:
    """As CLDR has it for the language in this script, or else for the script."""
    locale = _locale(f"{code}_{script}") or _locale(f"und_{script}")
    return "rtl" if locale and locale.text_direction == "rtl" else "ltr"


def _listed(path: Path, language: Language) -> str:
    """The list with one line more."""
    text = path.read_text("utf-8")
    entry = {
        "code": language.code,
        "own_name": language.own_name,
        "scripts": list(language.scripts),
        "direction": language.direction,
    }
    values = (f"{key}: {_flow(value)}" for key, value in entry.items())
    longer = f"{text.rstrip()}\n- {{{', '.join(values)}}}\n"
    return confirm(path, longer, [*yaml.safe_load(text), entry])


def _flow(value: object) -> str:
    """A value inside braces, in quotes where it needs them."""
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    try:
        plain = yaml.safe_load(f"{{key: {value}, more: 1}}") == {"key": value, "more": 1}
    except yaml.YAMLError:
        plain = False
    return str(value) if plain else json.dumps(value, ensure_ascii=False)
