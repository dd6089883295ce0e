"""The gateway as one ASGI application."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from redis import asyncio as redis
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.gateway.answers import AnswerStore
from bot.gateway.backend import Backend, RasaBackend
from bot.gateway.chat import Chat
from bot.gateway.errors import GatewayError, error_response
from bot.gateway.frame import Frame
from bot.gateway.limits import Limiter, MemoryLimiter, RedisLimiter
from bot.gateway.locks import Locks, MemoryLocks, RedisLocks
from bot.gateway.metrics import Metrics
from bot.gateway.origins import CrossOrigin, Origins
from bot.gateway.pages import page_routes
from bot.gateway.payloads import Payloads
from bot.gateway.person_language import accepted, person_language
from bot.gateway.tokens import Tokens
from bot.gateway.turns import Deleter, Turns
from bot.settings import Settings

Purger = Callable[[datetime, int], object]  # now, days of retention
_logger = logging.getLogger(__name__)
_PURGE_SECONDS = 600.0
_DAY = 86_400.0
# A turn that takes longer than a request waits still ends under its lock; then Rasa is dropped.
_PATIENCE = 3


def rasa_backend(settings: Settings, url: str = "") -> RasaBackend:
    """The Rasa process at an address, the one on the port of the settings when none is given."""
    return RasaBackend(
        url or f"http://127.0.0.1:{settings.rasa_port}",
        f"http://127.0.0.1:{settings.actions_port}",
        settings.timeout_seconds * _PATIENCE,
    )


def create_app(
    settings: Settings,
    backend: Backend | None = None,
    deleters: Sequence[Deleter] = (),
    purgers: Sequence[Purger] = (),
    limiter: Limiter | None = None,
) -> Starlette:
    """The application.

    `backend` answers the messages (default: Rasa on its port). `deleters` delete a conversation,
    each from one store; blocking, called under the conversation's lock. `purgers` delete, each
    from one store, what has been silent for longer than the days of retention: at the start and
    every ten minutes.
    """
    backend = backend or rasa_backend(settings)
    metrics, origins = Metrics(), Origins(settings.allowed_origins)
    tokens, payloads = Tokens(settings.secret, settings.retention_days), Payloads(settings.secret)
    answers = AnswerStore(settings.conversations_url, lambda name: tokens.digest("deleted", name))
    client = redis.from_url(settings.redis_url) if settings.redis_url else None
    locks: Locks = RedisLocks(client) if client else MemoryLocks()
    limiter = limiter or (RedisLimiter(client) if client else MemoryLimiter())
    turns = Turns(backend, locks, answers, payloads, metrics, deleters, settings.timeout_seconds)
    chat = Chat(settings, turns, tokens, payloads, origins, limiter, metrics)

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await turns.finish_deletions()
        keep = settings.retention_days
        purge = asyncio.create_task(
            _purge([lambda _now, days: answers.purge(days * _DAY), *purgers], keep)
        )
        yield
        purge.cancel()
        await turns.drain()
        await backend.close()
        if client:
            await client.aclose() if hasattr(client, "aclose") else await client.close()
        answers.close()

    routes = [
        Route("/chat", chat.message, methods=["POST"]),
        Route("/chat/delete", chat.delete, methods=["POST"]),
        Route("/chat/config", chat.config, methods=["GET"]),
        *_operator_routes(backend, metrics),
        *page_routes(),
    ]
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(Frame, metrics=metrics, routes=[route.path for route in routes]),
            Middleware(CrossOrigin, origins=origins),
        ],
        exception_handlers={HTTPException: _no_such_page},
        lifespan=lifespan,
    )


async def _purge(purgers: Sequence[Purger], days: int) -> None:
    while True:
        for purger in purgers:
            try:
                await asyncio.to_thread(purger, datetime.now(UTC), days)
            except Exception:  # a store that is busy now is done in ten minutes
                _logger.exception("what is older than %d days could not be deleted", days)
        await asyncio.sleep(_PURGE_SECONDS)


def _operator_routes(backend: Backend, metrics: Metrics) -> list[Route]:
    async def healthz(_request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def readyz(_request: Request) -> Response:
        checks = await backend.checks()
        ready = all(check == "ok" for check in checks.values())
        body = {"ready": ready, "checks": checks}
        return JSONResponse(body, 200 if ready else 503, {"Cache-Control": "no-store"})

    async def show_metrics(_request: Request) -> Response:
        return PlainTextResponse(metrics.text(), media_type="text/plain; version=0.0.4")

    return [
        Route("/healthz", healthz, methods=["GET"]),
        Route("/readyz", readyz, methods=["GET"]),
        Route("/metrics", show_metrics, methods=["GET"]),
    ]


async def _no_such_page(request: Request, error: Any) -> Response:
    code = "wrong_method" if error.status_code == 405 else "not_found"
    language = person_language(accepted(request.headers.get("accept-language", "")))
    return error_response(GatewayError(code), language, error.headers)
