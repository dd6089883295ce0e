"""Whether a word that is also the name of a place means the place.

A name of a large city is believed by itself. The smaller the place, the shorter the word and the
looser the comparison, the more must speak for it: a preposition, a capital letter in the middle
of a sentence, a message of hardly more than the name.
"""

from __future__ import annotations

from dataclasses import dataclass

LARGE, TOWN, SMALL = 100_000, 20_000, 5_000  # inhabitants
ALONE = 3  # words of a message that hardly says more than a name


@dataclass
class Mention:
    """Words that may name something: words `start` to `end`, the entries they may mean.

    `how`: "exact", "exonym" (not the German name), "phrase" (of a lexicon), "inflected", "fuzzy"
    (one letter), "sound".
    `letters`: how many letters (or consonants) were compared. `sense`: "in", "from" or None, as
    the words round it (`preposition`) or its ending say. `official`: it is the German name.
    """

    start: int
    end: int
    numbers: list[int]
    how: str
    letters: int
    sense: str | None = None
    kind: str = "city"
    population: int = 0
    own: bool = True
    apostrophe: bool = False
    preposition: bool = False
    official: bool = False


@dataclass(frozen=True)
class Surroundings:
    """What the message shows: `capital` first letter, `cased` script, `first` word of a sentence,
    `ordinary` word of the language, number of `words`, `german` message,
    `latin` letters."""

    capital: bool
    cased: bool
    first: bool
    ordinary: bool
    words: int
    german: bool
    latin: bool


def believable(mention: Mention, around: Surroundings) -> bool:
    """Whether the mention is taken for the place."""
    located = mention.sense is not None
    used_as_word = around.ordinary and not _answers(mention, around)
    if used_as_word and (not located or mention.population < TOWN):
        return False
    if mention.kind in _REGIONS:
        return _region(mention, around, located)
    if _looks_like_a_word(mention, around):
        return False
    return _RULES[mention.how](mention, around, located)


def _answers(mention: Mention, around: Surroundings) -> bool:
    """ "Essen", and nothing else: the answer to "Where do you live?"."""
    return around.words == 1 and mention.population >= LARGE and mention.how in {"exact", "phrase"}


def _looks_like_a_word(mention: Mention, around: Surroundings) -> bool:
    """Four small letters that aren't a German name are more often a word than a small town."""
    if mention.how == "phrase" or mention.population >= LARGE or mention.official:
        return False
    if around.cased and around.capital:
        return False
    return mention.letters < (6 if around.cased else 5)


def _name_like(around: Surroundings) -> bool:
    """A capital letter that isn't due to the sentence or to German nouns."""
    return around.capital and not around.first and not around.german


def _region(mention: Mention, around: Surroundings, located: bool) -> bool:
    if mention.how == "phrase":
        return mention.letters >= 3
    if mention.how in {"fuzzy", "sound"}:
        return mention.kind == "state" and mention.letters >= 6
    if mention.kind == "abroad":
        return _abroad(mention, around, located)
    if mention.how == "inflected":
        return mention.letters >= (4 if around.capital else 6 if around.cased else 5)
    if mention.kind in {"state", "germany"}:
        return mention.letters >= 4 or located or around.capital
    if around.cased and around.capital:
        return mention.letters >= 4
    return mention.letters >= 5 and (not around.cased or located or around.words <= ALONE)


def _abroad(mention: Mention, around: Surroundings, located: bool) -> bool:
    """A large city of the world by a name that no lexicon lists."""
    if around.cased:
        sure = located or (mention.letters >= 6 and not around.first and not around.german)
        return around.capital and mention.letters >= 5 and sure
    return located and mention.letters >= 6


def _phrase(mention: Mention, around: Surroundings, located: bool) -> bool:
    return located or mention.letters >= 4 or around.words <= ALONE


def _exact(mention: Mention, around: Surroundings, located: bool) -> bool:
    letters, alone = mention.letters, around.words <= ALONE
    if mention.population >= LARGE:
        enough = 4 if mention.population > 2 * LARGE else 5
        return located or alone or around.capital or letters >= enough
    if mention.population >= TOWN:
        if located or letters >= 8 or _name_like(around):
            return True
        return (alone and (around.capital or letters >= 5)) or (around.capital and letters >= 6)
    if located:
        return around.capital or letters >= (5 if around.cased else 4)
    if alone and around.words <= ALONE - 1:
        return around.capital and letters >= 4
    return _name_like(around) and letters >= 7


def _exonym(mention: Mention, around: Surroundings, located: bool) -> bool:
    """A name in Latin letters that isn't the German one: in some language it is a word."""
    if mention.letters < 6 and not located:
        return False
    return _exact(mention, around, located)


def _inflected(mention: Mention, around: Surroundings, located: bool) -> bool:
    alone = around.cased and around.words <= ALONE
    if mention.apostrophe:
        return mention.population >= SMALL or around.capital
    if mention.population < TOWN or (not mention.own and mention.letters < 6):
        return False
    if mention.letters < 4:
        return mention.population >= LARGE and around.capital and located
    if mention.letters < 6:
        return mention.population >= LARGE and (located or around.capital or alone)
    return mention.population >= LARGE or located or around.capital


def _fuzzy(mention: Mention, around: Surroundings, located: bool) -> bool:
    alone = around.words <= ALONE
    if mention.letters < 5:
        return False
    if mention.population >= LARGE:
        return located or alone or mention.letters >= (7 if around.capital else 8)
    return mention.letters >= 7 and (located or alone or _name_like(around))


def _sound(mention: Mention, around: Surroundings, located: bool) -> bool:
    alone = around.words <= ALONE
    if mention.letters >= 5:
        return located or (not around.latin and mention.population >= 2 * TOWN)
    if mention.population < 2 * TOWN or (around.cased and not (around.capital or alone)):
        return False
    if mention.letters == 4:
        return located or alone
    return mention.preposition


_REGIONS = {"country", "germany", "abroad", "state"}
_RULES = {
    "exact": _exact,
    "exonym": _exonym,
    "phrase": _phrase,
    "inflected": _inflected,
    "fuzzy": _fuzzy,
    "sound": _sound,
}
