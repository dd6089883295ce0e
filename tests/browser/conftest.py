"""A real browser before the same gateway and stand-in that the gateway's own tests use."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

_path = Path(__file__).parent.parent / "gateway" / "conftest.py"
_spec = importlib.util.spec_from_file_location("gateway_conftest", _path)
assert _spec and _spec.loader
_gateway = importlib.util.module_from_spec(_spec)
sys.modules[_spec.name] = _gateway
_spec.loader.exec_module(_gateway)

gateway_maker = _gateway.gateway_maker
start_gateway = _gateway.start_gateway
_shared_gateway = _gateway._shared_gateway
gateway = _gateway.gateway

CHROMIUM = os.environ.get("LOTSE_TEST_CHROMIUM", "/usr/bin/chromium")
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")  # its event loop must be gone before other modules run theirs
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser at {CHROMIUM}; set LOTSE_TEST_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
        yield browser
        browser.close()


@dataclass
class Website:
    """Somebody else's page."""

    url: str = ""
    body: str = ""


@pytest.fixture
def website() -> Iterator[Website]:
    """A website on an origin of its own."""
    site = Website()

    async def page(_request: Request) -> Response:
        return HTMLResponse(f'<!doctype html><html lang="en"><title>Site</title>{site.body}</html>')

    with _gateway.served(Starlette(routes=[Route("/", page)])) as site.url:
        yield site


class Visit:
    """A person's browser on the demo page; what it complains about is kept and must be nothing."""

    def __init__(self, context: BrowserContext, url: str, known: tuple[str, ...]) -> None:
        self.context, self.known = context, (url, *known, "data:")
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        context.on("request", self._requested)
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._said)
        self.page.goto(url)

    def _requested(self, request: Any) -> None:
        if not request.url.startswith(self.known):
            self.foreign.append(request.url)

    def _said(self, message: Any) -> None:
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)


@pytest.fixture
def visit(browser: Browser, gateway: Any) -> Iterator[Any]:
    """Opens the demo page, or `url`, which may ask the `known` addresses and no other."""
    visits: list[Visit] = []

    def start(url: str | None = None, *known: str, **options: Any) -> Visit:
        context = browser.new_context(**{"locale": "uk-UA", **options})
        context.set_default_timeout(10_000)
        visits.append(Visit(context, url or gateway.url, known))
        return visits[-1]

    yield start
    for one in visits:
        one.context.close()
    assert [one.complaints for one in visits] == [[] for _ in visits]
    assert [one.foreign for one in visits] == [[] for _ in visits]
