"""Milliseconds a message, from the request at the gateway to the whole answer, one at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from itertools import cycle, islice

import httpx

from bench.figures import Figure, spread
from bench.parts import tell
from bench.person import Answer, Person, connected
from bench.sentences import LONG_CONVERSATION, WITH_OFFERS, WITHOUT_OFFERS

_TURNS = (100, 200)
_WINDOW = len(LONG_CONVERSATION)  # turns up to the hundredth, so that each kind is in it once


def warm(url: str) -> None:
    """Say everything once, unmeasured: what is loaded at first use is no matter of a message."""

    async def say() -> None:
        async with connected(url) as client:
            await _first_messages(client, (*WITH_OFFERS, *WITHOUT_OFFERS))

    asyncio.run(say())


def with_offers(url: str, count: int) -> list[Figure]:
    """Messages with a need and a place, each in a conversation of its own."""
    answers = asyncio.run(_in_conversations_of_their_own(url, WITH_OFFERS, count))
    share = sum(answer.offers > 0 for answer in answers) / len(answers)
    times = [answer.milliseconds for answer in answers]
    name = "message with offers"
    return [*spread(name, times), Figure(f"{name}, share that got offers", share)]


def without_offers(url: str, count: int) -> list[Figure]:
    """Greetings and thanks, each in a conversation of its own."""
    answers = asyncio.run(_in_conversations_of_their_own(url, WITHOUT_OFFERS, count))
    return spread("message without offers", [answer.milliseconds for answer in answers])


async def _in_conversations_of_their_own(
    url: str, texts: Sequence[str], count: int
) -> list[Answer]:
    async with connected(url) as client:
        return await _first_messages(client, list(islice(cycle(texts), count)))


async def _first_messages(client: httpx.AsyncClient, texts: Sequence[str]) -> list[Answer]:
    return [await Person(client).say(text) for text in texts]


def long_conversations(url: str, conversations: int) -> list[Figure]:
    """Turns of long conversations, all with the same ten messages.

    First turns are as many as turns up to the hundredth: each of the ten messages in new
    conversations. There "more" has nothing to go on from, so only the later turns are quite alike.
    """
    first, late = asyncio.run(_long(url, conversations))
    figures = spread("first turn", first)
    for last, times in late.items():
        figures += spread(f"turns {last - _WINDOW + 1} to {last}", times)
    return figures


async def _long(url: str, conversations: int) -> tuple[list[float], dict[int, list[float]]]:
    first: list[float] = []
    late: dict[int, list[float]] = {last: [] for last in _TURNS}
    async with connected(url) as client:
        for number in range(1, conversations + 1):
            tell(f"conversation {number} of {conversations}, {max(_TURNS)} turns each")
            openings = await _first_messages(client, LONG_CONVERSATION)
            first += [answer.milliseconds for answer in openings]
            person = Person(client)
            texts = islice(cycle(LONG_CONVERSATION), max(_TURNS))
            times = [(await person.say(text)).milliseconds for text in texts]
            for last in _TURNS:
                late[last] += times[last - _WINDOW : last]
    return first, late
