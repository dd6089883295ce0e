"""The Rasa process that is live now, by a file that whoever runs Lotse replaces in one step.

A file and no route: nothing more is open to the internet, every gateway process sees the same,
and a gateway that starts anew knows at once. It is read at the beginning of a turn, when the
turn already holds its conversation's lock. So a conversation goes over between two of its turns,
a turn that is running ends where it began, and no two processes ever have the same conversation.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.gateway.backend import Backend, Turn
from bot.gateway.errors import GatewayError


class SwitchingBackend:
    """Answers each turn with the backend whose address stands in `file` as `{"url": ...}`.

    `connect` makes the backend of an address. One that is no longer named is closed after its
    last turn.
    """

    def __init__(self, file: Path, connect: Callable[[str], Backend]) -> None:
        self._file, self._connect = file, connect
        self._backends: dict[str, Backend] = {}
        self._running: Counter[str] = Counter()
        self._seen: tuple[int, int, int] | None = None
        self._url = ""

    async def answer(self, turn: Turn) -> list[dict[str, Any]]:
        url = self._present()
        try:
            return await self._answer(url, turn)
        except GatewayError as error:
            # "unavailable" means that nobody took the turn up. That happens when the process was
            # stopped between our look at the file and the call; then another one is named by now.
            if error.code != "unavailable" or self._present() == url:
                raise
        return await self._answer(self._present(), turn)

    async def _answer(self, url: str, turn: Turn) -> list[dict[str, Any]]:
        self._running[url] += 1
        try:
            return await self._backend(url).answer(turn)
        finally:
            self._running[url] -= 1
            await self._close_left()

    def _backend(self, url: str) -> Backend:
        if url not in self._backends:
            self._backends[url] = self._connect(url)
        return self._backends[url]

    async def _close_left(self) -> None:
        for url in [u for u in self._backends if u != self._url and not self._running[u]]:
            await self._backends.pop(url).close()

    def _present(self) -> str:
        """The address that the file names; read again only when the file is another one."""
        try:
            status = self._file.stat()
            seen = (status.st_ino, status.st_mtime_ns, status.st_size)
            if seen != self._seen:
                self._url = str(json.loads(self._file.read_text("utf-8"))["url"])
                self._seen = seen
        except (OSError, ValueError, KeyError, TypeError):
            if not self._url:
                raise GatewayError("unavailable") from None
        return self._url

    async def checks(self) -> dict[str, str]:
        try:
            url = self._present()
        except GatewayError:
            return {"rasa": f"no address in {self._file.name}"}
        return await self._backend(url).checks()

    async def close(self) -> None:
        for backend in self._backends.values():
            await backend.close()
