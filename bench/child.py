"""Child processes: the settings they get, their progress, their end."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from bench.parts import seconds_left, tell
from bot.errors import OperatorError
from bot.settings import ROOT

_TELL_SECONDS = 15.0
_STOP_SECONDS = 30.0
HOURS = 3600.0
_RAISED = re.compile(r"[\w.]*?(\w*(?:Error|Exception): .*)")  # the end of a traceback
_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def environment(folder: Path, **more: object) -> dict[str, str]:
    """This process's environment with all of Lotse's state in `folder` and `more` settings.

    The settings of the installation are left out: nothing may reach its databases, and figures
    compare only with the same settings.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LOTSE_")}
    quiet = {
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONUNBUFFERED": "1",
    }
    given = {f"LOTSE_{name.upper()}": str(value) for name, value in more.items()}
    return {**kept, **quiet, "LOTSE_VAR": str(folder / "var"), **given}


def run(
    label: str, command: list[str], settings: dict[str, str], most_seconds: float = 4 * HOURS
) -> str:
    """What a command prints; its last words on standard error are told now and then.

    Raises OperatorError with those words when it fails, or when it takes too long.
    """
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    with _ended(process):
        output, words = _Reader(process.stdout), _Reader(process.stderr)
        _wait(label, process, words, most_seconds)
        output.join()
        words.join()
    if process.returncode:
        raise OperatorError(
            words.error or words.last or f"{label}: ended with status {process.returncode}."
        )
    return "".join(output.lines)


def _wait(label: str, process: subprocess.Popen[str], words: _Reader, most_seconds: float) -> None:
    started = time.monotonic()
    most = min(most_seconds, seconds_left())
    while True:
        seconds = time.monotonic() - started
        try:
            process.wait(max(0.0, min(_TELL_SECONDS, most - seconds)))
            return
        except subprocess.TimeoutExpired:
            seconds = time.monotonic() - started
        if seconds >= most:
            raise OperatorError(f"{label}: not done after {seconds:.0f} seconds.")
        tell(f"{label}: {seconds:.0f} s" + (f" ({words.last[:90]})" if words.last else ""))


@contextlib.contextmanager
def _ended(process: subprocess.Popen[str]) -> Iterator[None]:
    try:
        yield
    finally:
        for kind in (signal.SIGTERM, signal.SIGKILL):
            if process.poll() is None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, kind)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(_STOP_SECONDS)


class _Reader(threading.Thread):
    """Reads a stream to its end, so that a full pipe never stops the child."""

    def __init__(self, stream: IO[str] | None) -> None:
        super().__init__(daemon=True)
        self.lines: list[str] = []
        self.last = self.error = ""
        self._stream = stream
        self.start()

    def run(self) -> None:
        for line in self._stream or ():
            self.lines.append(line)
            plain = _COLOURS.sub("", line)
            # Rasa's libraries warn of one another, whatever they are told.
            if plain.strip() and not plain.startswith((" ", "\t")) and "Warning" not in plain:
                self.last = plain.strip()
                if raised := _RAISED.match(plain):
                    self.error = raised[1].strip()
