"""One message through a conversation: once, in its turn, and to its end.

A turn runs as a task of its own. The request only waits for it: when the wait is over, the turn
goes on under its lock, and the same message sent again finds it, running or answered.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.gateway.answers import AnswerStore
from bot.gateway.backend import Backend, Turn
from bot.gateway.errors import GatewayError
from bot.gateway.locks import Locks
from bot.gateway.metrics import Metrics
from bot.gateway.payloads import Payloads

Deleter = Callable[[str], object]  # deletes a conversation from one store; blocking
_T = TypeVar("_T")
_WAITING_MOST = 5  # messages of one conversation, the running one included
_RUNNING_MOST = 500  # messages of all conversations
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Incoming:
    """A message to answer; `content` is a digest of what makes it the same message again."""

    message_id: str
    content: str
    turn: Turn


class Turns:
    """Every running message and deletion. `seconds` is how long a request waits for either."""

    def __init__(
        self,
        backend: Backend,
        locks: Locks,
        answers: AnswerStore,
        payloads: Payloads,
        metrics: Metrics,
        deleters: Sequence[Deleter],
        seconds: float,
    ) -> None:
        self._backend, self._locks, self._answers = backend, locks, answers
        self._payloads, self._metrics, self._deleters = payloads, metrics, deleters
        self._seconds = seconds
        self._running: dict[tuple[str, str], tuple[str, asyncio.Task[dict[str, Any]]]] = {}
        self._deletions: dict[str, asyncio.Task[None]] = {}

    async def answer(self, incoming: Incoming) -> dict[str, Any]:
        """The answer as the client gets it, without its token. Raises GatewayError."""
        key = (incoming.turn.conversation, incoming.message_id)
        if key not in self._running:
            self._refuse_crowds(incoming.turn.conversation)
            task = asyncio.create_task(self._process(incoming))
            self._running[key] = (incoming.content, task)
            task.add_done_callback(lambda done: self._finished(key, done))
            self._metrics.running = len(self._running)
        content, task = self._running[key]
        if content != incoming.content:
            raise GatewayError("message_id_reused")
        return await self._wait(task)

    def _refuse_crowds(self, conversation: str) -> None:
        if self._locks.waiting(conversation) >= _WAITING_MOST:
            raise GatewayError("conversation_busy")
        if len(self._running) >= _RUNNING_MOST:
            raise GatewayError("unavailable")

    def _finished(self, key: tuple[str, str], task: asyncio.Task[dict[str, Any]]) -> None:
        del self._running[key]
        self._metrics.running = len(self._running)
        error = None if task.cancelled() else task.exception()
        if error is not None and not isinstance(error, GatewayError):
            logger.error("a turn failed", exc_info=error)

    async def _wait(self, task: asyncio.Task[_T]) -> _T:
        try:
            return await asyncio.wait_for(asyncio.shield(task), self._seconds)
        except TimeoutError:
            raise GatewayError("timeout") from None

    async def _process(self, incoming: Incoming) -> dict[str, Any]:
        conversation = incoming.turn.conversation
        async with self._locks.hold(conversation):
            started = time.perf_counter()
            seen = await asyncio.to_thread(self._answers.look, conversation, incoming.message_id)
            if seen.deleted:
                raise GatewayError("strange_token")
            if seen.answer is not None:
                if seen.content != incoming.content:
                    raise GatewayError("message_id_reused")
                self._metrics.messages["repeated"] += 1
                return seen.answer
            messages = await self._backend.answer(incoming.turn)
            answer = {"messages": self._payloads.sign(messages, conversation)}
            await self._keep(incoming, answer)
            self._metrics.turns.observe(time.perf_counter() - started)
            self._metrics.messages["answered"] += 1
            return answer

    async def _keep(self, incoming: Incoming, answer: dict[str, Any]) -> None:
        """The person gets the answer even when it can't be kept for a second asking."""
        try:
            await asyncio.to_thread(
                self._answers.put,
                incoming.turn.conversation,
                incoming.message_id,
                incoming.content,
                answer,
            )
        except Exception:
            logger.exception("an answer could not be kept")

    async def delete(self, conversation: str) -> bool:
        """Delete a conversation in every store, after the messages before it.

        False when that is still under way: it goes on, also after a restart. Raises
        GatewayError when a store failed.
        """
        if conversation not in self._deletions:
            await asyncio.to_thread(self._answers.begin_deletion, conversation)
            self._start_deletion(conversation)
        try:
            await self._wait(self._deletions[conversation])
        except GatewayError as error:
            if error.code != "timeout":
                raise
            return False
        return True

    def _start_deletion(self, conversation: str) -> None:
        if conversation in self._deletions:  # another request was quicker
            return
        task = asyncio.create_task(self._delete(conversation))
        self._deletions[conversation] = task
        task.add_done_callback(lambda done: self._deletion_finished(conversation, done))

    def _deletion_finished(self, conversation: str, task: asyncio.Task[None]) -> None:
        del self._deletions[conversation]
        if not task.cancelled() and task.exception() is not None:
            logger.error("a conversation could not be deleted", exc_info=task.exception())

    async def _delete(self, conversation: str) -> None:
        async with self._locks.hold(conversation):
            try:
                for deleter in self._deleters:
                    await asyncio.to_thread(deleter, conversation)
                await asyncio.to_thread(self._answers.end_deletion, conversation)
            except Exception as error:
                raise GatewayError("not_deleted") from error
            self._metrics.messages["deleted"] += 1

    async def finish_deletions(self) -> None:
        """Take up the deletions that an earlier run of the gateway left unfinished."""
        for conversation in await asyncio.to_thread(self._answers.pending_deletions):
            self._start_deletion(conversation)

    async def drain(self) -> None:
        """Wait for what is running, as long as a request would."""
        tasks: list[asyncio.Task[Any]] = [task for _, task in self._running.values()]
        tasks += self._deletions.values()
        if tasks:
            await asyncio.wait(tasks, timeout=self._seconds)
