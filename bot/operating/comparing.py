"""A new model beside the live one, on the held-out sentences: what got better, what got worse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.operating.judging import Sentence
from bot.operating.report import table


@dataclass(frozen=True)
class Row:
    """The sentences of one language or intent: how many there are, how many each understands.

    `better`: how many only the new model understands; `worse`: how many only the live one.
    """

    name: str
    sentences: int
    live: int
    new: int
    better: int
    worse: int


@dataclass(frozen=True)
class Comparison:
    """Rows by language and by intent, and each sentence that fails now and did not before."""

    overall: Row
    languages: tuple[Row, ...]
    intents: tuple[Row, ...]
    failing: tuple[Sentence, ...]


def compare(live: Sequence[Sentence], new: Sequence[Sentence]) -> Comparison:
    """Hold two judgements of the same sentences side by side; others are left out."""
    before = {(s.language, s.intent, s.text): s.right for s in live}
    pairs = [
        (before[key], sentence)
        for sentence in new
        if (key := (sentence.language, sentence.intent, sentence.text)) in before
    ]
    return Comparison(
        _row("all", pairs),
        _rows(pairs, lambda sentence: sentence.language),
        _rows(pairs, lambda sentence: sentence.intent),
        tuple(sentence for was, sentence in pairs if was and not sentence.right),
    )


Pairs = Sequence[tuple[bool, Sentence]]  # whether the live model was right; the new one's sentence


def _rows(pairs: Pairs, key: Callable[[Sentence], str]) -> tuple[Row, ...]:
    names = sorted({key(sentence) for _, sentence in pairs})
    return tuple(_row(name, [pair for pair in pairs if key(pair[1]) == name]) for name in names)


def _row(name: str, pairs: Pairs) -> Row:
    return Row(
        name=name,
        sentences=len(pairs),
        live=sum(was for was, _ in pairs),
        new=sum(sentence.right for _, sentence in pairs),
        better=sum(sentence.right and not was for was, sentence in pairs),
        worse=sum(was and not sentence.right for was, sentence in pairs),
    )


def render(comparison: Comparison) -> str:
    """Markdown: a table of languages, one of intents, the sentences that newly fail."""
    heads = ["sentences", "live", "new", "better", "worse"]
    rows = [comparison.overall, *comparison.languages]
    lines = table(["language", *heads], [_cells(row) for row in rows])
    lines += ["", *table(["intent", *heads], [_cells(row) for row in comparison.intents]), ""]
    if not comparison.failing:
        return "\n".join([*lines, "No sentence fails that the live model understands."])
    lines += [f"{len(comparison.failing)} sentences fail that the live model understands:", ""]
    lines += [
        f"- {s.language} {s.intent} understood as {s.understood}: {s.text}"
        for s in comparison.failing
    ]
    return "\n".join(lines)


def _cells(row: Row) -> list[str]:
    shares = [f"{count / max(1, row.sentences):.3f}" for count in (row.live, row.new)]
    return [row.name, str(row.sentences), *shares, str(row.better), str(row.worse)]
