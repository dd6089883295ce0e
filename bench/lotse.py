"""All figures of Lotse itself with one model: start, messages, memory, understanding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench import messages
from bench.figures import Figure
from bench.parts import attempt
from bench.serving import Serving, serving
from bench.throughput import throughput
from bench.understanding import understand

PEOPLE = (8, 50)  # at once


@dataclass(frozen=True)
class Size:
    """How much is measured: messages of a kind, long conversations, seconds, sentences."""

    messages: int
    conversations: int
    seconds: float
    sentences: int


QUICK_SECONDS = 175.0  # within three minutes, what must be stopped included
QUICK = Size(messages=100, conversations=1, seconds=5.0, sentences=200)
LONG = Size(messages=500, conversations=10, seconds=30.0, sentences=1_000_000)


def lotse(model: Path, size: Size, accuracy: bool) -> list[Figure]:
    """Every figure, the share of right intents only with `accuracy`."""
    figures: list[Figure] = []

    def served() -> list[Figure]:
        with serving(model) as running:
            figures.extend(running.start())
            messages.warm(running.url)
            for name, measure in _parts(running, size).items():
                figures.extend(attempt(name, measure))
        return []

    failed = attempt("lotse run", served)
    alone = partial(understand, "Model.parse", model, size.sentences, accuracy=accuracy)
    return [*figures, *failed, *attempt("Model.parse", alone)]


def _parts(running: Serving, size: Size) -> dict[str, Callable[[], list[Figure]]]:
    url = running.url
    crowds = {
        f"{n} conversations at once": partial(throughput, url, n, size.seconds) for n in PEOPLE
    }
    return {
        "message with offers": partial(messages.with_offers, url, size.messages),
        "message without offers": partial(messages.without_offers, url, size.messages),
        "long conversations": partial(messages.long_conversations, url, size.conversations),
        **crowds,
        "memory": running.memory,  # after all that, when it is largest
    }
