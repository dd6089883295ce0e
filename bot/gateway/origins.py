"""Which websites may talk to the gateway from a browser."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.errors import OperatorError

_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Content-Type",
    "Access-Control-Max-Age": "600",
}


def _host(origin: str) -> str:
    """`https://Example.org` -> `example.org`; empty for what is no origin ("null")."""
    parts = urlsplit(origin)
    return parts.netloc.lower() if parts.scheme in ("http", "https") else ""


class Origins:
    """The allow-list: whole origins such as `https://www.example.org`, without a path."""

    def __init__(self, allowed: Iterable[str]) -> None:
        self._allowed = {origin.rstrip("/").lower() for origin in allowed}
        for origin in self._allowed:
            if not _host(origin) or urlsplit(origin).path:
                raise OperatorError(
                    f"LOTSE_ALLOWED_ORIGINS: {origin!r} is no origin; "
                    "write it like https://www.example.org."
                )

    def allow(self, headers: Headers) -> bool:
        """Whether the request may pass: no origin (not a page's script), the same, or a listed one.

        Only host and port are compared with our own: behind a proxy the scheme is the proxy's.
        """
        origin = headers.get("origin")
        if origin is None:
            return True
        origin = origin.lower()
        same = bool(_host(origin)) and _host(origin) == headers.get("host", "").lower()
        return same or origin in self._allowed


class CrossOrigin:
    """ASGI middleware: answers preflights and adds the CORS headers for allowed origins."""

    def __init__(self, app: ASGIApp, origins: Origins) -> None:
        self.app, self._origins = app, origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        origin = headers.get("origin")
        if origin is None:
            return await self.app(scope, receive, send)
        allowed = self._origins.allow(headers)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                extra = [(b"vary", b"Origin")]
                if allowed:
                    extra.append((b"access-control-allow-origin", origin.encode("latin-1")))
                    extra.append((b"access-control-expose-headers", b"Retry-After"))
                message = {**message, "headers": [*message["headers"], *extra]}
            await send(message)

        asks_first = "access-control-request-method" in headers and scope["method"] == "OPTIONS"
        if asks_first:
            response = (
                Response(status_code=204, headers=_PREFLIGHT) if allowed else Response("", 403)
            )
            return await response(scope, receive, send_with_headers)
        await self.app(scope, receive, send_with_headers)
