"""One message of a conversation at a time, whichever process takes it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

_LEASE_SECONDS = 30.0  # how long a crashed gateway's lock stays in Redis
_POLL_SECONDS = 0.02


class Locks(Protocol):
    """Locks by name."""

    def hold(self, name: str) -> AbstractAsyncContextManager[None]:
        """Wait for the lock and hold it for the block."""

    def waiting(self, name: str) -> int:
        """How many of this process hold the lock or wait for it."""


class MemoryLocks:
    """For one gateway process; the first to come is the first to be served."""

    def __init__(self) -> None:
        self._locks: dict[str, asyncio.Lock] = {}
        self._waiting: dict[str, int] = {}

    def waiting(self, name: str) -> int:
        return self._waiting.get(name, 0)

    @contextlib.asynccontextmanager
    async def hold(self, name: str) -> AsyncIterator[None]:
        lock = self._locks.setdefault(name, asyncio.Lock())
        self._waiting[name] = self.waiting(name) + 1
        try:
            async with lock:
                yield
        finally:
            self._waiting[name] -= 1
            if not self._waiting[name]:
                del self._waiting[name], self._locks[name]


class RedisLocks:
    """For several gateway processes; the order is kept inside each process."""

    def __init__(self, client: Any, lease: float = _LEASE_SECONDS) -> None:
        self._client, self._lease = client, lease
        self._here = MemoryLocks()

    def waiting(self, name: str) -> int:
        return self._here.waiting(name)

    @contextlib.asynccontextmanager
    async def hold(self, name: str) -> AsyncIterator[None]:
        async with self._here.hold(name):
            lock = self._client.lock(
                f"lotse:lock:{name}", timeout=self._lease, sleep=_POLL_SECONDS, thread_local=False
            )
            await lock.acquire()
            renewal = asyncio.create_task(self._renew(lock))
            try:
                yield
            finally:
                renewal.cancel()
                with contextlib.suppress(Exception):  # Redis gone: the lease ends by itself
                    await lock.release()

    async def _renew(self, lock: Any) -> None:
        while True:
            await asyncio.sleep(self._lease / 3)
            await lock.reacquire()
