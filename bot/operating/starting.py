"""`lotse run`: the pinned model and everything round it, until it is stopped."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from bot.operating.orders import listening
from bot.operating.processes import Processes
from bot.operating.rasa_process import RasaProcess
from bot.operating.registry import Registry, short
from bot.operating.running import running
from bot.operating.supervisor import Supervisor
from bot.operating.training import model_path
from bot.settings import Settings

Tell = Callable[[str], None]
_WATCH_SECONDS = 0.5


def model_to_start(registry: Registry, trained: Callable[[], Path], tell: Tell) -> Path:
    """The pinned live model; without one the model of the present data, which is then pinned.

    `trained` trains it when it is missing. Raises OperatorError when the pinned file is missing
    or another one.
    """
    live = registry.live
    if live is None:
        path = trained()
        registry.activate(path)
        return path
    path = registry.path(live)
    if path != (present := model_path()):
        tell(
            f"{short(path)} stays live; the data have changed since, and `lotse train` and "
            f"`lotse models activate {short(present)}` bring them in."
        )
    return path


def run(
    settings: Settings, trained: Callable[[], Path], tell: Tell, ready: Callable[[], None]
) -> None:
    """Run until an exception ends it, a needed process with OperatorError; calls `ready` once."""
    registry = Registry.here(settings)
    model = model_to_start(registry, trained, tell)
    with running(settings, model, tell) as children:
        rasa = next(child for child in children if child.name == "rasa")
        processes = Processes(settings, children, RasaProcess(model, settings.rasa_port, rasa))
        supervisor = Supervisor(settings, registry, processes)
        try:
            with listening(settings.var, supervisor.handle):
                ready()
                while True:
                    time.sleep(_WATCH_SECONDS)
                    supervisor.watch()
        finally:
            processes.close()
