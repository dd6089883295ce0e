"""The ports and who answers there, for `lotse doctor`."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.errors import OperatorError
from bot.operating.files import read_json
from bot.operating.finding import Finding, bad, look, ok
from bot.operating.orders import NotRunning, send
from bot.operating.running import LIVE_FILE, LOOPBACK
from bot.settings import Settings

_PATIENCE = 2.0  # seconds for an answer
_GATEWAY_PATIENCE = 7.0  # it waits itself for those behind it


@dataclass(frozen=True)
class _Door:
    """A port that Lotse listens on. `greeting` tells Lotse's answer at `path` from others'."""

    name: str
    host: str
    port: int
    path: str
    greeting: Callable[[Any], bool]
    patience: float = _PATIENCE


def live_status(values: Settings) -> dict[str, Any] | None:
    """What the Lotse that was started with this `var` says of itself; None when none runs."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(_PATIENCE)  # also for one that hangs
    try:
        status: dict[str, Any] = send(values.var, {"order": "status"})
        return status
    except NotRunning:
        return None
    except (OperatorError, OSError, ValueError):
        return {}
    finally:
        socket.setdefaulttimeout(before)


def ports(values: Settings, running: bool) -> Iterator[Finding]:
    """Each port: free, in use by Lotse or by something else."""
    for door in _doors(values, running):
        yield _look_at(door, values, running)


def _doors(values: Settings, running: bool) -> Iterator[_Door]:
    host, port = values.gateway_host, values.gateway_port
    yield _Door("gateway", host, port, "/readyz", lambda said: "ready" in said, _GATEWAY_PATIENCE)
    # After a switch of models Rasa is where the gateway is told.
    named = (read_json(values.var / LIVE_FILE) or {}).get("url") if running else None
    switched = urlsplit(named).port if named else None
    # Without a model it says so, and is Rasa all the same.
    yield _Door(
        "rasa",
        LOOPBACK,
        switched or values.rasa_port,
        "/webhooks/rest/ready",
        lambda said: "tracker_store" in said or said.get("status") == "no model",
    )
    yield _Door(
        "actions",
        LOOPBACK,
        values.actions_port,
        "/actions",
        lambda said: {"name": "action_recommend_offers"} in said,
    )


def _look_at(door: _Door, values: Settings, running: bool) -> Finding:
    subject, where = f"port {door.port}", f"{door.name}, {door.host}:{door.port}"
    known = {"process": door.name, "host": door.host, "port": door.port}
    restart = (
        "Stop Lotse and start it again with `lotse run`; the reason stands in "
        f"{values.var / 'log' / f'{door.name}.log'}."
    )
    if problem := _unusable(door):
        said = _ask(door)
        if said is None and running:
            return bad(subject, f"{where}: Lotse runs, but does not answer", restart, **known)
        if said is None:
            remedy = (
                f"Stop what uses {door.host}:{door.port}, or run `LOTSE_{door.name.upper()}_PORT="
                "PORT lotse run` with a free PORT."
            )
            return bad(subject, f"{where}: not Lotse answers here ({problem})", remedy, **known)
        if not running:
            remedy = (
                f"Before a `lotse run` from {values.var} stop the one on port {door.port}, or run "
                f"`LOTSE_{door.name.upper()}_PORT=PORT lotse run` with a free PORT."
            )
            text = f"{where}: a Lotse answers that was not started with {values.var} or is starting"
            return look(subject, text, remedy, **known)
        if wrong := _unready(said):
            text = f"{where}: Lotse answers but is not ready: {wrong}"
            return bad(subject, text, restart, **known)
        return ok(subject, f"{where}: Lotse answers", answers=True, **known)
    if running:
        return bad(subject, f"{where}: nobody answers although Lotse runs", restart, **known)
    return ok(subject, f"{where}: free, Lotse is not running", answers=False, **known)


def _unready(said: Any) -> str:
    """What is wrong with it by its own words; "" when nothing is."""
    if "ready" in said and not said["ready"]:
        checks = said.get("checks", {}).items()
        return ", ".join(f"{name} {state}" for name, state in checks if state != "ok")
    return "no model" if said == {"status": "no model"} else ""


def _unusable(door: _Door) -> str:
    """Why nobody could listen there now; "" when somebody could."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((door.host, door.port))
        except (OSError, OverflowError) as error:
            return str(getattr(error, "strerror", None) or error)
    return ""


def _ask(door: _Door) -> Any:
    """What Lotse says there; None when it is not Lotse."""
    url = f"http://{door.host}:{door.port}{door.path}"
    try:
        said = httpx.get(url, timeout=door.patience, trust_env=False).json()
        return said if door.greeting(said) else None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, TypeError, AttributeError):
        return None
