"""The real thing: `lotse run` with a model, on free ports, its state in a temporary folder."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from bench.child import environment
from bench.figures import Figure
from bench.machine import free_ports, resident_megabytes
from bench.parts import seconds_left
from bot.errors import OperatorError
from bot.operating.registry import Registry
from bot.settings import ROOT

_START_SECONDS = 240.0
_STOP_SECONDS = 60.0
_UNLIMITED = 1_000_000_000  # messages a minute
# Words of the command lines (bot.operating.running) by which each process is known.
_PROCESSES = {"gateway": "bot.gateway", "rasa": "rasa run", "actions": "rasa_sdk"}


@dataclass(frozen=True)
class Serving:
    """A Lotse that answers at `url`.

    It took `seconds` from its start to ready, `before` of them until it started its processes:
    a new installation imports its directory then.
    """

    url: str
    process: int
    seconds: float
    before: float

    def start(self) -> list[Figure]:
        """How long the first start took."""
        return [
            Figure("first start to ready", self.seconds, "s"),
            Figure("first start, before any process", self.before, "s"),
        ]

    def memory(self) -> list[Figure]:
        """Resident memory of each process with its children, their sum, and of `lotse run`."""
        starter = psutil.Process(self.process)
        told: dict[str, float] = {}
        for child in starter.children():
            line = " ".join(child.cmdline())
            name = next((n for n, words in _PROCESSES.items() if words in line), child.name())
            family = [child.pid, *(below.pid for below in child.children(recursive=True))]
            told[name] = sum(map(resident_megabytes, family))
        if missing := _PROCESSES.keys() - told.keys():
            raise OperatorError(f"There is no process {', '.join(sorted(missing))}.")
        told["gateway + rasa + actions"] = sum(told[name] for name in _PROCESSES)
        told["lotse run itself"] = resident_megabytes(self.process)
        return [Figure(f"memory, {name}", value, "MB") for name, value in told.items()]


@contextmanager
def serving(model: Path) -> Iterator[Serving]:
    """A running Lotse; stopped when the block ends. Raises OperatorError when it doesn't start."""
    with tempfile.TemporaryDirectory(prefix="lotse-bench-") as name:
        folder = Path(name)
        # Pinned, or `lotse run` would train the model of the present data.
        Registry(folder / "var" / "models.json", model.parent).activate(model)
        gateway, rasa, actions = free_ports(3)
        settings = environment(
            folder,
            models=model.parent,
            gateway_port=gateway,
            rasa_port=rasa,
            actions_port=actions,
            rate_per_conversation=_UNLIMITED,
            rate_per_address=_UNLIMITED,
        )
        log = folder / "run.log"
        with log.open("wb") as file:
            started = time.perf_counter()
            process = subprocess.Popen(
                [sys.executable, "-m", "bot.cli", "run"],
                cwd=ROOT,
                env=settings,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
                start_new_session=True,
            )
        try:
            url = f"http://127.0.0.1:{gateway}"
            began = _wait_until_ready(url, process, log)
            seconds = time.perf_counter() - started
            yield Serving(url, process.pid, seconds, began - started)
        finally:
            _stop(process)


def _wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> float:
    """Return when its first process was there (time.perf_counter) once all are ready."""
    began = 0.0
    most = min(_START_SECONDS, seconds_left())
    deadline = time.monotonic() + most
    with httpx.Client(timeout=5, trust_env=False) as client:
        while time.monotonic() < deadline:
            if process.poll() is not None:
                raise OperatorError(f"`lotse run` ended: {_last_line(log)}")
            if not began and psutil.Process(process.pid).children():
                began = time.perf_counter()
            try:
                if client.get(f"{url}/readyz").status_code == httpx.codes.OK:
                    return began
            except httpx.HTTPError:
                pass
            time.sleep(0.05)
    raise OperatorError(f"`lotse run` was not ready after {most:.0f} seconds.")


def _last_line(log: Path) -> str:
    lines = [line for line in log.read_text("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing."


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End `lotse run`, which ends its children; whoever is left is killed."""
    if process.poll() is not None:
        return
    family = psutil.Process(process.pid).children(recursive=True)
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for left in family:
        if left.is_running():
            left.kill()
