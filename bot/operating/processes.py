"""The processes of a running Lotse: actions, gateway, and one or two of Rasa."""

from __future__ import annotations

import threading
from pathlib import Path

from bot.errors import OperatorError
from bot.operating.rasa_process import RasaProcess
from bot.operating.running import Process, name_live, raise_if_stopped, stop
from bot.settings import Settings


class Processes:
    """`live` answers; `beside` is the one coming or the one before, never more than one.

    `children` are actions, Rasa and gateway as bot.operating.running started them, in that order.
    What is started later is put among them, so that whoever stops these stops all.
    """

    def __init__(self, settings: Settings, children: list[Process], live: RasaProcess) -> None:
        self._settings, self._children = settings, children
        self.live = live
        self.beside: RasaProcess | None = None
        self._closed = False
        self._changing = threading.Lock()

    def start_beside(self, model: Path) -> RasaProcess:
        """Start a second Rasa; the first turn only reaches it after `swap`."""
        with self._changing:
            if self._closed or self.beside:
                raise OperatorError("Lotse is stopping; start it and give the order again.")
            self.beside = RasaProcess.start(self._settings, model)
            self._children.insert(1, self.beside.process)  # the gateway is stopped before it
            return self.beside

    def swap(self) -> None:
        """Let the process beside answer from the next turns on, and keep the other one."""
        with self._changing:
            if self._closed or not self.beside:
                raise OperatorError("Lotse is stopping; start it and give the order again.")
            name_live(self._settings, self.beside.url)
            self.live, self.beside = self.beside, self.live

    def drop_beside(self) -> None:
        """Stop the process beside, if there is one."""
        with self._changing:
            spare, self.beside = self.beside, None
            if spare is None or self._closed:
                return
            self._children.remove(spare.process)
        stop([spare.process])

    def raise_if_stopped(self) -> None:
        """Raise OperatorError when a process has ended without which nobody is answered."""
        with self._changing:
            spare = self.beside.process if self.beside else None
            needed = [child for child in self._children if child is not spare]
        raise_if_stopped(needed)

    def close(self) -> None:
        """Change nothing more: the children are about to be stopped."""
        with self._changing:
            self._closed = True
