"""A gateway that really listens, and before it a small server in the place of Rasa's process."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import threading
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.gateway.app import create_app
from bot.gateway.backend import TRACKER_STORE
from bot.settings import Settings

WAIT = 15  # seconds until a test gives up; none is expected to wait

CARD = {
    "id": "invented-1",
    "organisation": "Haus der Hafenkinder (erfunden)",
    "offer": "Beratung zur Anerkennung ausländischer Abschlüsse",
    "reasons": ["керується мігрантською організацією", "розмовляють українською", "у Дортмунді"],
    "distance": "у Дортмунді",
    "address": "Musterweg 1, 44135 Dortmund",
    "map_query": None,
    "phone": {"text": "0231 000000", "href": "tel:+49231000000"},
    "email": {"text": "hallo@example.org", "href": "mailto:hallo@example.org"},
    "website": {"text": "example.org", "href": "https://example.org/"},
    "hours": ["понеділок: 9:00–12:00", "четвер: 14:00–18:00"],
    "languages": "українська, німецька",
    "cost": "безкоштовно",
    "last_checked": "5 липня 2026 р.",
    "labels": {"phone": "Телефон", "address": "Адреса", "hours": "Години роботи"},
}


@contextlib.contextmanager
def served(app: Any) -> Iterator[str]:
    """The address at which `app` listens, for the block."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    listener.listen(128)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(WAIT)
        listener.close()


@dataclass
class StandIn:
    """Rasa's place: what it was sent, and switches for what it does with some messages."""

    turns: list[dict[str, Any]] = field(default_factory=list)
    running: dict[str, int] = field(default_factory=dict)
    overlaps: int = 0
    released: threading.Event = field(default_factory=threading.Event)
    entered: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    tracker_store: str = TRACKER_STORE
    actions: str = "ok"

    def reset(self) -> None:
        """Forget what was; nothing may be running."""
        assert not any(self.running.values())
        self.__dict__.update(StandIn().__dict__)

    @property
    def texts(self) -> list[str]:
        return [turn["message"] for turn in self.turns]

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/webhooks/rest/webhook", self.webhook, methods=["POST"]),
                Route("/webhooks/rest/ready", self.ready),
                Route("/health", self.health),
            ]
        )

    async def ready(self, _request: Request) -> Response:
        return JSONResponse({"status": "ok", "tracker_store": self.tracker_store})

    async def health(self, _request: Request) -> Response:
        return JSONResponse({"status": self.actions})

    async def webhook(self, request: Request) -> Response:
        turn = await request.json()
        sender, text = turn["sender"], turn["message"]
        self.turns.append(turn)
        self.overlaps += self.running.get(sender, 0) > 0
        self.running[sender] = self.running.get(sender, 0) + 1
        self.entered.release()
        try:
            if "wait" in text:
                await asyncio.to_thread(self.released.wait, WAIT)
            await asyncio.sleep(0)
            return self.answer(sender, text, turn["metadata"])
        finally:
            self.running[sender] -= 1

    def answer(self, sender: str, text: str, metadata: dict[str, Any]) -> Response:
        broken = {
            "empty": JSONResponse([]),
            "only language": JSONResponse([{"custom": {"language": "de", "direction": "ltr"}}]),
            "crash": JSONResponse({"status": "failed"}, 500),
            "no model": JSONResponse({"status": "no model"}, 503),
            "garbage": Response("<html>Traceback", media_type="text/html"),
            "no list": JSONResponse({"text": "hello"}),
        }
        if text in broken:
            return broken[text]
        language = _language(text, metadata)
        messages = [{"recipient_id": sender, **message} for message in _messages(text)]
        tail = {
            "recipient_id": sender,
            "custom": {"language": language, "direction": _way(language)},
        }
        return JSONResponse([*messages, tail])


def _way(language: str) -> str:
    return "rtl" if language in ("ar", "fa") else "ltr"


def _language(text: str, metadata: dict[str, Any]) -> str:
    if text.startswith("/change_language"):
        return str(json.loads(text.removeprefix("/change_language"))["language"])
    if any("\u0600" <= character <= "\u06ff" for character in text):
        return "ar"
    if any(character in "іїєґ" for character in text.lower()):
        return "uk"
    return metadata.get("chosen_language") or "en"


def _messages(text: str) -> list[dict[str, Any]]:
    if text == "emergency":
        numbers = [
            {"number": "112", "label": "Ambulance and fire brigade"},
            {"number": "110", "label": "Police"},
        ]
        return [
            {"text": "Call now, day or night."},
            {"custom": {"emergency": {"numbers": numbers}}},
        ]
    if text == "buttons":
        buttons = [
            {"title": "Housing", "payload": '/need_housing{"a": "b"}'},
            {"title": "Start again", "payload": "/restart"},
            {"title": "Use my location", "payload": "/ask_location"},
            {"title": "Delete my data", "payload": "/delete_data"},
        ]
        return [{"text": "What do you need?", "buttons": buttons}]
    if "Дортмунд" in text:
        return [
            {"text": "Ось що я знайшов у Дортмунді:"},
            {"custom": {"offers": [CARD], "language": "uk", "direction": "ltr"}},
        ]
    if "دورتموند" in text:
        return [{"text": "مرحباً، هذه هي العروض القريبة منك:"}]
    return [{"text": f"You said: {text}"}]


@dataclass
class Gateway:
    """A running gateway, the stand-in behind it, and a client in front of it."""

    url: str
    settings: Settings
    standin: StandIn
    deleted: list[str]
    client: httpx.Client

    def post(self, path: str = "/chat", **body: Any) -> httpx.Response:
        """One request; a message gets a new id unless it brings one."""
        headers = body.pop("headers", {})
        body = {"message_id": str(uuid.uuid4()), **body}
        return self.client.post(path, json=body, headers=headers)

    def say(self, text: str, token: str | None = None, **body: Any) -> dict[str, Any]:
        """The answer to a message that must succeed."""
        response = self.post(text=text, token=token, **body)
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()
        return answer


GatewayMaker = Callable[..., Gateway]


def make_settings(folder: Path) -> Settings:
    """Settings of a test: everything in `folder`, limits out of the way."""
    return Settings(
        var=folder,
        conversations_url=f"sqlite:///{folder}/conversations.db",
        rate_per_address=10_000,
        rate_per_conversation=10_000,
        timeout_seconds=WAIT,
    )


@contextlib.contextmanager
def gateways(settings: Settings) -> Iterator[GatewayMaker]:
    """A maker of gateways with changed settings; all of them stop at the end of the block."""
    with contextlib.ExitStack() as stack:

        def start(standin: StandIn | None = None, **changes: Any) -> Gateway:
            standin = standin or StandIn()
            backend = changes.pop("backend", None)
            if "rasa_port" not in changes:
                behind = stack.enter_context(served(standin.app()))
                port = int(behind.rpartition(":")[2])
                changes = {"rasa_port": port, "actions_port": port, **changes}
            deleted: list[str] = []
            deleters = changes.pop("deleters", [deleted.append])
            purgers = changes.pop("purgers", ())
            used = replace(settings, **changes)
            app = create_app(used, backend, deleters=deleters, purgers=purgers)
            url = stack.enter_context(served(app))
            client = stack.enter_context(httpx.Client(base_url=url, timeout=WAIT, trust_env=False))
            # Whatever waits is let go before the servers stop, or they would wait for it.
            stack.callback(standin.released.set)
            return Gateway(url, used, standin, deleted, client)

        yield start


@pytest.fixture
def start_gateway(tmp_path: Path) -> Iterator[GatewayMaker]:
    """For tests that need settings of their own, a restart, or the files."""
    with gateways(make_settings(tmp_path)) as start:
        yield start


@pytest.fixture(scope="module")
def gateway_maker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GatewayMaker]:
    """For a gateway that serves a whole module."""
    with gateways(make_settings(tmp_path_factory.mktemp("gateway"))) as start:
        yield start


@pytest.fixture(scope="module")
def _shared_gateway(gateway_maker: GatewayMaker) -> Gateway:
    return gateway_maker()


@pytest.fixture
def gateway(_shared_gateway: Gateway) -> Gateway:
    """A gateway as it is installed; one serves a whole module, its stand-in starts afresh."""
    _shared_gateway.standin.reset()
    _shared_gateway.deleted.clear()
    return _shared_gateway


@pytest.fixture(scope="module")
def unused_port() -> int:
    """A port for a process that a module starts."""
    return _free_port()


@pytest.fixture
def free_port() -> int:
    """A port on which nothing listens."""
    return _free_port()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
