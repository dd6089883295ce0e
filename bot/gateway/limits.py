"""How many messages a minute: per conversation and per address, in memory or in Redis."""

from __future__ import annotations

import time
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from typing import Any, Protocol

_MINUTE = 60.0
_KEYS_BEFORE_TIDYING = 10_000

# The same arithmetic as MemoryLimiter.take, done inside Redis by its clock.
_SCRIPT = """
local now = redis.call('TIME')
now = now[1] + now[2] / 1000000
local due = math.max(tonumber(redis.call('GET', KEYS[1]) or now), now)
local gap = 60 / ARGV[1]
local wait = due - (60 - gap) - now
if wait > 0.000001 then return tostring(wait) end
redis.call('SET', KEYS[1], string.format('%.6f', due + gap), 'EX', 61)
return '0'
"""


class Limiter(Protocol):
    """Counts messages by key."""

    async def take(self, key: str, per_minute: int) -> float:
        """Count one message; 0 when it may pass, else the seconds to wait until one may."""


class MemoryLimiter:
    """For one gateway process.

    Each key keeps one number, the moment at which all it has sent would be paid off at the
    steady rate (the generic cell rate algorithm): a minute's worth may come at once.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._due: dict[str, float] = {}

    async def take(self, key: str, per_minute: int) -> float:
        now = self._clock()
        due = max(self._due.get(key, now), now)
        gap = _MINUTE / per_minute
        wait = due - (_MINUTE - gap) - now
        if wait > 1e-6:
            return wait
        self._due[key] = due + gap
        self._tidy(now)
        return 0.0

    def _tidy(self, now: float) -> None:
        if len(self._due) > _KEYS_BEFORE_TIDYING:
            self._due = {key: due for key, due in self._due.items() if due > now}


class RedisLimiter:
    """For several gateway processes that share one Redis."""

    def __init__(self, client: Any) -> None:
        self._script = client.register_script(_SCRIPT)

    async def take(self, key: str, per_minute: int) -> float:
        return float(await self._script(keys=[f"lotse:rate:{key}"], args=[per_minute]))


def network(address: str) -> str:
    """The address that is counted: an IPv6 client owns its whole /64."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and not parsed.ipv4_mapped:
        return str(IPv6Address(int(parsed) >> 64 << 64))
    return address
