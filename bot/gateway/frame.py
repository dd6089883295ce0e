"""What holds for every request: security headers, the access log, counts, the last safety net."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.gateway.errors import GatewayError, error_response
from bot.gateway.metrics import Metrics
from bot.gateway.person_language import accepted, person_language

logger = logging.getLogger("lotse.access")
_SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
}


class Frame:
    """Outermost ASGI middleware.

    The log has method, route, status and milliseconds: no address, no query, no content. Only
    known routes are named, because an unknown path may hold anything.
    """

    def __init__(
        self,
        app: ASGIApp,
        metrics: Metrics,
        routes: Iterable[str],
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self.app, self._metrics, self._clock = app, metrics, clock
        self._routes = frozenset(routes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        started, status = self._clock(), 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in _SECURITY.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            logger.exception("a request failed")
            if not status:
                language = person_language(
                    accepted(Headers(scope=scope).get("accept-language", ""))
                )
                response = error_response(GatewayError("internal"), language)
                await response(scope, receive, send_with_headers)
        finally:
            route = scope["path"] if scope["path"] in self._routes else "other"
            self._metrics.requests[(route, status)] += 1
            milliseconds = (self._clock() - started) * 1000
            logger.info("%s %s %d %.0f ms", scope["method"], route, status, milliseconds)
