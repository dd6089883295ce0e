"""The widget's file and the demo page, read once."""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_FOLDER = Path(__file__).with_name("widget")
_FILES = {
    "/": ("demo.html", "text/html; charset=utf-8"),
    "/demo.css": ("demo.css", "text/css; charset=utf-8"),
    "/lotse.js": ("lotse.js", "text/javascript; charset=utf-8"),
}
_CACHE = "public, max-age=300"


def _route(path: str, file: str, media_type: str) -> Route:
    content = (_FOLDER / file).read_bytes()
    headers = {
        "ETag": f'"{hashlib.sha256(content).hexdigest()[:16]}"',
        "Cache-Control": _CACHE,
        # Any website may load the widget; who may talk to the gateway is the allow-list's matter.
        "Cross-Origin-Resource-Policy": "cross-origin",
    }

    async def serve(request: Request) -> Response:
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return Response(content, media_type=media_type, headers=headers)

    return Route(path, serve, methods=["GET"])


def page_routes() -> list[Route]:
    """Routes of everything that a browser loads."""
    return [_route(path, file, media_type) for path, (file, media_type) in _FILES.items()]
