"""Rates: counted by conversation and by address, in memory and in Redis alike."""

import uuid
from typing import Any

import pytest
from redis import asyncio as redis

from bot.gateway.limits import MemoryLimiter, RedisLimiter, network

REDIS = "redis://127.0.0.1:6379/9"


@pytest.mark.asyncio
async def test_a_minutes_worth_may_come_at_once_and_then_at_the_steady_rate() -> None:
    now = [1000.0]
    limiter = MemoryLimiter(clock=lambda: now[0])
    assert [await limiter.take("a", 3) for _ in range(3)] == [0, 0, 0]
    assert await limiter.take("a", 3) == pytest.approx(20)
    assert await limiter.take("b", 3) == 0
    now[0] += 20
    assert await limiter.take("a", 3) == 0
    assert await limiter.take("a", 3) == pytest.approx(20)


@pytest.mark.asyncio
async def test_redis_counts_alike() -> None:
    client = redis.from_url(REDIS)
    limiter, key = RedisLimiter(client), uuid.uuid4().hex
    assert [await limiter.take(key, 3) for _ in range(3)] == [0, 0, 0]
    assert await limiter.take(key, 3) == pytest.approx(20, abs=5)
    await client.close()


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:192.0.2.7", "::ffff:192.0.2.7"),
        ("", ""),
    ],
)
def test_an_ipv6_client_owns_its_network(address: str, counted_as: str) -> None:
    assert network(address) == counted_as


@pytest.mark.parametrize("redis_url", [None, REDIS])
def test_too_many_messages_of_a_conversation(start_gateway: Any, redis_url: str | None) -> None:
    gateway = start_gateway(rate_per_conversation=2, redis_url=redis_url)
    token = gateway.say("hello")["token"]
    assert [gateway.post(text="x", token=token).status_code for _ in range(2)] == [200, 200]
    response = gateway.post(text="x", token=token, language="uk")
    assert response.status_code == 429
    assert response.json()["error"]["language"] == "uk"
    assert 0 < int(response.headers["Retry-After"]) <= 30
    assert gateway.say("hello")["token"]  # others go on


def test_too_many_messages_of_an_address(start_gateway: Any) -> None:
    gateway = start_gateway(rate_per_address=3)
    statuses = [gateway.post(text="x").status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]


def test_without_its_redis_the_gateway_says_so(start_gateway: Any, free_port: int) -> None:
    gateway = start_gateway(redis_url=f"redis://127.0.0.1:{free_port}/0")
    response = gateway.post(text="hello", page_language="tr")
    assert response.status_code == 503
    assert response.json()["error"]["language"] == "tr"
    assert gateway.standin.turns == []
