"""Where a person comes from, and whether they are still there."""

from __future__ import annotations

from functools import cache

from bot.places.evidence import Mention
from bot.places.gazetteer import Gazetteer
from bot.places.keys import Token, key
from bot.places.phrases import PhraseTable
from bot.places.tables import table, words

_FOREIGN = {"country", "abroad"}
_GERMAN_PLACES = {"city", "state"}
_GERMAN = "de"
_SHORTEST_PATTERN = 6  # letters
_NEXT = 1  # and between a plain "I am in" and the name: an article
_NEAR = 2  # words between "I live in" and the name that it is about


# away, language, words before the name, words behind it
Pattern = tuple[bool, str, list[str], list[str]]


@cache
def _here(language: str | None) -> tuple[str, ...]:
    return tuple(key(ending) for ending in words(table("context").get(language, {}).get("here")))


def origin(mentions: list[Mention], gazetteer: Gazetteer) -> str | None:
    """The country named as where the person comes from, else the first one named."""
    foreign = [mention for mention in mentions if mention.kind in _FOREIGN]
    said = [mention for mention in foreign if mention.sense == "from"]
    chosen = next(iter(said or foreign), None)
    return gazetteer.entries[chosen.numbers[0]].country if chosen else None


class Presence:
    """Phrases that say whether a person is in Germany now, per language.

    `phrases` carry [away, language]; `away` is None for a plain "I live in". `patterns` are
    phrases of the lexicons that name a country ("I am still in Syria") with a gap for it, so that
    they fit every other country too.
    """

    def __init__(self, phrases: PhraseTable, patterns: list[Pattern]) -> None:
        self.phrases = phrases
        self.patterns = [(away, of, list(b), list(a)) for away, of, b, a in patterns]

    def away(
        self, found: list[Token], mentions: list[Mention], language: str | None
    ) -> bool | None:
        """True: they aren't in Germany now; False: they are; None: they don't say.

        "I live in" is about the name next to it: a place abroad turns it round. Of a message that
        says both, the longer phrase counts.
        """
        said: list[tuple[int, bool]] = []
        for start in range(len(found)):
            for match in self.phrases.at(found, start):
                away, of = match.value
                if language is None or of in {language, _GERMAN}:
                    about = _about(away, start, start + match.words, mentions)
                    if about is not None:
                        said.append((match.letters, about))
        for mention in mentions:
            said += self._filled(found, mention, language)
            if self._ends_here(found, mention, language):
                said.append((mention.letters, mention.kind in _FOREIGN))
        return max(said)[1] if said else None

    @staticmethod
    def _ends_here(found: list[Token], mention: Mention, language: str | None) -> bool:
        """Whether the name has an ending that says "I am in" ("Trabzon'dayım")."""
        endings = _here(language)
        if mention.apostrophe:
            return found[mention.end].key in endings
        return mention.how in {"inflected", "phrase"} and found[mention.end - 1].key.endswith(
            endings
        )

    def _filled(
        self, found: list[Token], mention: Mention, language: str | None
    ) -> list[tuple[int, bool]]:
        """The patterns that the words round a name complete."""
        behind = mention.end + mention.apostrophe
        return [
            (sum(map(len, [*before, *after])), away)
            for away, of, before, after in self.patterns
            if (language is None or of in {language, _GERMAN})
            and mention.kind in (_FOREIGN if away else _GERMAN_PLACES)
            and _keys(found, mention.start - len(before), mention.start) == before
            and _keys(found, behind, behind + len(after)) == after
        ]


def pattern(
    away: bool, language: str, found: list[Token], mentions: list[Mention]
) -> Pattern | None:
    """A phrase with a gap for the one name in it; None when too little would be left."""
    wanted = _FOREIGN if away else {"germany"}
    names = [mention for mention in mentions if mention.kind in wanted]
    if len(names) != 1 or len(mentions) != 1:
        return None
    behind = names[0].end + names[0].apostrophe
    before = [token.key for token in found[: names[0].start]]
    after = [token.key for token in found[behind:]]
    if sum(map(len, [*before, *after])) < _SHORTEST_PATTERN:
        return None
    return away, language, before, after


def _keys(found: list[Token], start: int, end: int) -> list[str] | None:
    return [token.key for token in found[start:end]] if start >= 0 else None


def _about(away: bool | None, start: int, end: int, mentions: list[Mention]) -> bool | None:
    """What a phrase says, given the names in and near it; `away` is None for "I live in"."""
    if any(mention.start < end and mention.end > start for mention in mentions):
        return away
    near = []
    for mention in mentions:
        if mention.start >= end:
            near.append((mention.start - end, 0, mention))
        elif mention.end <= start:
            near.append((start - mention.end - mention.apostrophe, 1, mention))
    near = [one for one in near if one[0] <= (_NEAR if away is not None else _NEXT)]
    if not near:
        return away
    # Of two names at the same distance, the one behind the phrase.
    nearest = min(near, key=lambda one: one[:2])[2]
    if away is None and nearest.sense != "in":  # "I am Iranian"
        return None
    return nearest.kind in _FOREIGN
