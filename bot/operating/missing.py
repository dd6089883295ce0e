"""What people still have to write for a new need or act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.languages.check import minimum
from bot.messages import locales
from bot.operating.intent_lines import DOMAIN, NewIntent
from bot.understanding.taxonomy import GIVE_PLACE


def missing(root: Path, new: NewIntent, languages: Sequence[str]) -> Iterator[str]:
    """`path: what to write there` for each file, with the least numbers of utterances."""
    if new.act:
        yield f"{DOMAIN}: the English text of {new.answer}"
    else:
        title = f'"{new.name}": _("..."),'
        yield f"bot/dialogue/needs.py: its title in English, as a line of TITLES: {title}"
    for path in sorted(locales.folder(root).glob("*.po")):
        yield f"{path.relative_to(root)}: the translation of it, after `lotse locales update`"
    # What counts is the kind of intent; the list was read before this one was on it.
    kind = GIVE_PLACE if new.act else new.intent
    for code in languages:
        for folder, held_out in (("data/nlu", False), ("tests/nlu", True)):
            role = "held-out sentences, none of them in training" if held_out else "utterances"
            least = minimum(kind, code, held_out)
            yield f"{folder}/{code}/{new.name}.yml: {least} {role}"
