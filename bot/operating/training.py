"""Training a model with Rasa, in a process of its own, which leaves no trace when cancelled."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.errors import OperatorError
from bot.operating.fingerprint import fingerprint
from bot.settings import settings

MARK = "lotse-progress "
Listener = Callable[[str, int, int], None]
_STOP_SECONDS = 5.0
_WORKSHOP = ".training-"


class Cancelled(OperatorError):
    """A training was cancelled."""


def model_path(print_: str | None = None) -> Path:
    """Where the model of the present data lies, or will."""
    return settings().models / f"lotse-{print_ or fingerprint()}.tar.gz"


def train(listener: Listener = lambda *_: None) -> Path:
    """Train on the present data and return the model's file, see `TrainingJob.run`."""
    return TrainingJob(listener).run()


class TrainingJob:
    """One training. `listener` is told of each step: its name, how many are done, of how many."""

    def __init__(self, listener: Listener = lambda *_: None) -> None:
        self._listener = listener
        self._process: subprocess.Popen[str] | None = None
        self._cancelled = threading.Event()

    def run(self) -> Path:
        """Train on the present data and return the model's file; a model that exists is returned.

        The file appears when it is complete, or never. Raises OperatorError with Rasa's own words
        when training fails, and Cancelled.
        """
        target = model_path()
        if target.exists():
            return target
        with _workshop(target.parent) as folder:
            made = folder / target.name
            output = self._trained(made, folder)
            if self._cancelled.is_set():
                raise Cancelled("Training was cancelled; no model was written.")
            if not made.exists():
                raise OperatorError(
                    "Training failed: " + (_last_error(output) or "see the log above") + "; mend "
                    "it and run `lotse train` again."
                )
            os.replace(made, target)
        return target

    def cancel(self) -> None:
        """End the training, from any thread; `run` raises Cancelled."""
        self._cancelled.set()
        if self._process:
            _end(self._process)

    def _trained(self, made: Path, folder: Path) -> list[str]:
        self._process = process = subprocess.Popen(
            [sys.executable, "-m", "bot.operating.train_process", str(made)],
            cwd=settings().root,
            env=rasa_environment() | {"TMPDIR": str(folder)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,  # Ctrl-C reaches us alone, and we end it
        )
        try:
            output = self._follow(process)
            if process.wait():
                made.unlink(missing_ok=True)
        finally:
            _end(process)
        log = settings().var / "log" / f"train-{time.strftime('%Y%m%d-%H%M%S')}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text("\n".join(output), "utf-8")
        return output

    def _follow(self, process: subprocess.Popen[str]) -> list[str]:
        output: list[str] = []
        for line in process.stdout or ():
            if self._cancelled.is_set():
                break
            if line.startswith(MARK):
                self._listener(*json.loads(line.removeprefix(MARK)))
            else:
                output.append(line.rstrip())
        return output


@contextlib.contextmanager
def _workshop(models: Path) -> Iterator[Path]:
    """A folder beside the models for all that a training writes, removed with all of it."""
    models.mkdir(parents=True, exist_ok=True)
    for left in models.glob(f"{_WORKSHOP}*"):  # by trainings that were killed
        found = re.match(rf"{re.escape(_WORKSHOP)}(\d+)-", left.name)
        if found and not _alive(int(found[1])):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{_WORKSHOP}{os.getpid()}-", dir=models))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _end(process: subprocess.Popen[str]) -> None:
    for kind in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, kind)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_STOP_SECONDS)


def _last_error(output: list[str]) -> str:
    told = [line.strip() for line in output if line.strip() and not line.startswith((" ", "\t"))]
    meant = [line.partition("OperatorError: ")[2] for line in told if "OperatorError: " in line]
    return (meant or told or [""])[-1].rstrip(".")


def rasa_environment() -> dict[str, str]:
    """The environment for Rasa's processes: no telemetry, one quiet TensorFlow, our settings."""
    values = settings()
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(values.root), os.environ.get("PYTHONPATH", "")]),
        "PYTHONUNBUFFERED": "1",
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "LOTSE_ACTIONS_PORT": str(values.actions_port),
        "LOTSE_CONVERSATIONS_URL": values.conversations_url,
    }
