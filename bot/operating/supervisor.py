"""Switching models while Lotse answers.

A new model gets a Rasa process of its own. Only when that is ready, understands the golden
messages and has answered some is it named to the gateway, which goes over conversation by
conversation (bot.gateway.switching). The process before stays warm, for a way back at once.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bot.errors import OperatorError
from bot.operating.files import sha256
from bot.operating.golden import Golden, failures, golden_messages, refusal
from bot.operating.orders import Tell
from bot.operating.processes import Processes
from bot.operating.rasa_process import RasaProcess
from bot.operating.registry import Registry, short
from bot.settings import Settings

_TURN = 3  # times the patience of a request: how long a turn may take (bot.gateway.app)
_ON_THE_WAY = 1.0  # seconds in which a turn that looked before the switch reaches its process


class Supervisor:
    """Carries out orders (bot.operating.orders) on the processes and the pinned models."""

    def __init__(
        self,
        settings: Settings,
        registry: Registry,
        processes: Processes,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings, self._registry, self._processes = settings, registry, processes
        self._clock = clock
        self._switched: float | None = None  # when the process beside stopped being the live one
        self._one_order = threading.Lock()

    def handle(self, order: dict[str, Any], tell: Tell) -> Any:
        """Carry out `status`, `activate` (with `model`) or `rollback`. Raises OperatorError."""
        kind = order.get("order")
        if kind == "status":
            return self.status()
        if kind not in ("activate", "rollback"):
            raise OperatorError(f"{kind!r} is no order; stop Lotse and start it anew.")
        if not self._one_order.acquire(blocking=False):
            raise OperatorError("A switch of models is under way; try again when it has ended.")
        try:
            if kind == "activate":
                return self._activate(str(order["model"]), tell)
            return self._rollback(tell)
        finally:
            self._one_order.release()

    def status(self) -> dict[str, Any]:
        """Names of the live and the warm model, and for how many more seconds that stays warm."""
        warm, switched = self._processes.beside, self._switched
        live = short(self._processes.live.model)
        if warm is None or switched is None:
            return {"live": live, "warm": None, "seconds": None}
        left = switched + self._settings.keep_warm_seconds - self._clock()
        return {"live": live, "warm": short(warm.model), "seconds": max(0.0, left)}

    def watch(self) -> None:
        """Raise OperatorError when a needed process has ended; let go of what is warm no longer."""
        self._processes.raise_if_stopped()
        if self._one_order.acquire(blocking=False):
            try:
                warm = self._warm()
                if warm and (self._ended(warm) or (self._late() and self._drained(warm))):
                    self._let_go()
            finally:
                self._one_order.release()

    def _warm(self) -> RasaProcess | None:
        return self._processes.beside if self._switched is not None else None

    def _let_go(self) -> None:
        self._switched = None
        self._processes.drop_beside()

    def _ended(self, warm: RasaProcess) -> bool:
        return warm.process.popen.poll() is not None

    def _age(self) -> float:
        return self._clock() - (self._switched or 0.0)

    def _late(self) -> bool:
        return self._age() >= self._settings.keep_warm_seconds

    def _drained(self, warm: RasaProcess) -> bool:
        """Whether no turn from before the switch can still run there."""
        if self._age() < _ON_THE_WAY:
            return False
        longest = self._settings.timeout_seconds * _TURN
        return self._age() >= longest or not warm.status().get("running")

    def _activate(self, name: str, tell: Tell) -> str:
        path = self._registry.find(name)
        if self._registry.is_live(path):
            return f"{short(path)} is live already."
        if self._is_warm(path):
            self._switch(lambda: self._registry.activate(path))
            return f"{short(path)} is live."
        with self._candidate(path, tell) as candidate:
            messages = golden_messages()
            tell(f"checking {len(messages)} golden messages")
            if failed := failures(messages, candidate.understand):
                raise refusal(short(path), failed, len(messages))
            self._bring_in(candidate, messages, tell, lambda: self._registry.activate(path))
        return f"{short(path)} is live."

    def _rollback(self, tell: Tell) -> str:
        previous = self._registry.previous
        if previous is None:
            raise self._registry.nothing_before()
        warm = self._warm()
        if warm and warm.model.name == previous.name and warm.status().get("status") == "ok":
            self._switch(self._registry.rollback)
            return f"{short(previous.name)} is live again."
        with self._candidate(self._registry.path(previous), tell) as candidate:
            # It was good enough to be live; a way back must not hang on what was asked since.
            messages = [m for m in _golden_or_none() if not failures([m], candidate.understand)]
            self._bring_in(candidate, messages, tell, self._registry.rollback)
        return f"{short(previous.name)} is live again."

    def _is_warm(self, path: Path) -> bool:
        """Whether the warm process has this very file; it was checked before it was live."""
        warm, pin = self._warm(), self._registry.previous
        if not warm or not pin or warm.model != path or self._ended(warm):
            return False
        return pin.name == path.name and pin.sha256 == sha256(path)

    @contextlib.contextmanager
    def _candidate(self, path: Path, tell: Tell) -> Iterator[RasaProcess]:
        """A ready process of a model in the place of the warm one; stopped if not brought in."""
        if warm := self._warm():  # memory is planned for two models, not for three
            while not (self._ended(warm) or self._drained(warm)):
                tell("")
                time.sleep(0.2)
            self._let_go()
        tell(f"starting {short(path)}")
        candidate = self._processes.start_beside(path)
        try:
            candidate.wait_until_ready(lambda: tell(""))
            yield candidate
        except BaseException:
            if self._processes.live is not candidate:
                self._processes.drop_beside()
            raise

    def _bring_in(
        self,
        candidate: RasaProcess,
        messages: list[Golden],
        tell: Tell,
        pin: Callable[[], object],
    ) -> None:
        tell("warming it")
        candidate.warm(messages, self._settings.conversations_url)
        tell("")  # the last moment to give up
        self._switch(pin)

    def _switch(self, pin: Callable[[], object]) -> None:
        """Pin and swap, both or neither."""
        before = self._registry.live, self._registry.previous
        pin()
        try:
            self._processes.swap()
        except BaseException:
            self._registry.restore(*before)
            raise
        self._switched = self._clock()


def _golden_or_none() -> list[Golden]:
    try:
        return golden_messages()
    except OperatorError:
        return []
