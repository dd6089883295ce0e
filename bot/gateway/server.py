"""Runs the gateway: one uvicorn process."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import uvicorn

from bot.conversations.deletion import delete_conversation, delete_silent
from bot.gateway.app import create_app, rasa_backend
from bot.gateway.switching import SwitchingBackend
from bot.settings import Settings

_KEEP_ALIVE_SECONDS = 30


def serve(settings: Settings, follow: Path | None = None) -> None:
    """Serve until stopped. Behind a proxy on this host the proxy's X-Forwarded-For counts.

    `follow` is a file that names the live Rasa process, see bot.gateway.switching; without it the
    process on the port of the settings answers.
    """
    backend = SwitchingBackend(follow, partial(rasa_backend, settings)) if follow else None
    delete = partial(delete_conversation, url=settings.conversations_url)
    purge = partial(delete_silent, url=settings.conversations_url)
    uvicorn.run(
        create_app(settings, backend, deleters=[delete], purgers=[purge]),
        host=settings.gateway_host,
        port=settings.gateway_port,
        access_log=False,  # ours has no addresses
        server_header=False,
        ws="none",  # no sockets here; uvicorn would load what Rasa pins too old for it
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=int(settings.timeout_seconds) + 5,
        log_level=settings.log_level.lower(),
    )
