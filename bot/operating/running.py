"""Starting and stopping the three processes: actions, Rasa, gateway."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import httpx

from bot.errors import OperatorError
from bot.operating.endpoints import endpoints_file
from bot.operating.files import write_json
from bot.operating.training import rasa_environment
from bot.settings import Settings

READY_SECONDS = 120.0
STOP_SECONDS = 10.0
LIVE_FILE = "live.json"  # in var: names the live Rasa process to the gateway
LOOPBACK = "127.0.0.1"


@dataclass
class Process:
    """A child process and where it logs."""

    name: str
    popen: subprocess.Popen[bytes]
    log: Path


def check_ports(settings: Settings) -> None:
    """Raise OperatorError that names the first port that somebody else listens on."""
    for name, host, port in (
        ("gateway", settings.gateway_host, settings.gateway_port),
        ("rasa", LOOPBACK, settings.rasa_port),
        ("actions", LOOPBACK, settings.actions_port),
    ):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise OperatorError(
                    f"Port {port} on {host} can't be used by the {name} ({error.strerror}); stop "
                    f"what uses it, or set LOTSE_{name.upper()}_PORT to a free one."
                ) from error


def commands(settings: Settings, model: Path) -> dict[str, list[str]]:
    """The command line of each process, in the order of their start."""
    python = sys.executable
    return {
        "actions": [
            *(python, "-m", "rasa_sdk", "--actions", "actions"),
            *("--port", str(settings.actions_port)),
        ],
        "rasa": rasa_command(settings, model, settings.rasa_port),
        "gateway": [python, "-m", "bot.gateway", "--follow", str(settings.var / LIVE_FILE)],
    }


def rasa_command(settings: Settings, model: Path, port: int) -> list[str]:
    """The command line of a Rasa process with one model, named by its file."""
    return [
        *(sys.executable, "-m", "rasa", "run", "--model", str(model)),
        *("--endpoints", str(endpoints_file(settings))),
        *("--credentials", str(settings.root / "credentials.yml")),
        *("--interface", LOOPBACK, "--port", str(port)),
    ]


@contextmanager
def running(
    settings: Settings, model: Path, tell: Callable[[str], None] = lambda _: None
) -> Iterator[list[Process]]:
    """All three processes, ready; stopped when the block ends, however it ends."""
    check_ports(settings)
    name_live(settings, f"http://{LOOPBACK}:{settings.rasa_port}")
    children: list[Process] = []
    try:
        for name, command in commands(settings, model).items():
            tell(f"starting {name}")
            children.append(start(settings, name, command))
        wait_until_ready(settings, children)
        yield children
    finally:
        stop(children)
        (settings.var / LIVE_FILE).unlink(missing_ok=True)


def name_live(settings: Settings, url: str) -> None:
    """Tell the gateway where the Rasa process is that answers from the next turn on."""
    write_json(settings.var / LIVE_FILE, {"url": url})


def start(settings: Settings, name: str, command: list[str]) -> Process:
    """Start one process in a group of its own; its output goes to var/log."""
    log = settings.var / "log" / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    environment = rasa_environment() | {"SANIC_HOST": LOOPBACK}
    file: IO[bytes]
    with log.open("ab") as file:
        popen = subprocess.Popen(
            command,
            cwd=settings.root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches only this process, which stops them in order
        )
    return Process(name, popen, log)


def wait_until_ready(settings: Settings, children: list[Process]) -> None:
    """Return once the gateway says that everything behind it answers."""
    address = f"http://{settings.gateway_host}:{settings.gateway_port}/readyz"
    deadline = time.monotonic() + READY_SECONDS
    said = ""
    while time.monotonic() < deadline:
        raise_if_stopped(children)
        try:
            response = httpx.get(address, timeout=5, trust_env=False)
            if response.status_code == httpx.codes.OK:
                return
            said = response.text
        except httpx.HTTPError:
            pass
        time.sleep(0.2)
    raise OperatorError(
        f"Lotse was not ready after {READY_SECONDS:.0f} seconds ({said[:300]}); "
        f"the reason stands in {settings.var / 'log'}."
    )


def raise_if_stopped(children: list[Process]) -> None:
    """Raise OperatorError when a process has ended by itself."""
    for child in children:
        status = child.popen.poll()
        if status is not None:
            raise OperatorError(
                f"The process {child.name} ended with status {status}; the reason stands at the "
                f"end of {child.log}."
            )


def stop(children: list[Process]) -> None:
    """Stop every process, the gateway first, and wait for each."""
    for child in reversed(children):
        if child.popen.poll() is None:
            child.popen.send_signal(signal.SIGTERM)
            try:
                child.popen.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                child.popen.kill()
                child.popen.wait()
