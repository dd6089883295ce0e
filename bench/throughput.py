"""Messages a second when many write at once, each waiting for an answer before the next."""

from __future__ import annotations

import asyncio
import time
from itertools import cycle, islice

from bench.figures import Figure, spread
from bench.person import Person, connected
from bench.sentences import WITH_OFFERS, WITHOUT_OFFERS
from bot.errors import OperatorError

# Half with offers, half without, as many of each in every language.
_TEXTS = tuple(text for pair in zip(WITH_OFFERS, WITHOUT_OFFERS, strict=True) for text in pair)


def throughput(url: str, conversations: int, seconds: float) -> list[Figure]:
    """Answers a second to so many people who write for `seconds`, and how long each waited.

    The people write from this machine, so a part of its cores is theirs.
    """
    times, failed, elapsed = asyncio.run(_write(url, conversations, seconds))
    if not times:
        raise OperatorError(f"None of {failed} messages was answered.")
    name = f"{conversations} conversations at once"
    return [
        Figure(f"{name}, answers", len(times) / elapsed, "a second"),
        *spread(name, times),
        Figure(f"{name}, share without an answer", failed / (failed + len(times))),
    ]


async def _write(url: str, people: int, seconds: float) -> tuple[list[float], int, float]:
    times: list[float] = []
    failed = 0
    started = time.monotonic()

    async def write(position: int) -> None:
        nonlocal failed
        person = Person(client)
        for text in islice(cycle(_TEXTS), position % len(_TEXTS), None):
            if time.monotonic() - started >= seconds:
                return
            try:
                times.append((await person.say(text)).milliseconds)
            except OperatorError:
                failed += 1

    async with connected(url) as client:
        await asyncio.gather(*(write(position) for position in range(people)))
    return times, failed, time.monotonic() - started
