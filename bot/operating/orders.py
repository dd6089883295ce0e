"""Orders from `lotse models` to the running Lotse, over a Unix socket in `var`.

A socket in the file system needs no port and no secret on the wire: who may open it is whom the
operator's account lets (mode 0600). One JSON object a line. The order is the first line; then
come `{"say": text}`, `{}` as a sign of life, and at last `{"done": answer}` or `{"error": text}`.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bot.errors import OperatorError

SOCKET = "orders.sock"
Tell = Callable[[str], None]  # an empty text is a sign of life; raises OSError: the caller has gone
Handler = Callable[[dict[str, Any], Tell], Any]
logger = logging.getLogger(__name__)


class NotRunning(OperatorError):
    """No Lotse runs in this folder."""


@contextlib.contextmanager
def listening(folder: Path, handle: Handler) -> Iterator[None]:
    """Take orders for the block, each in a thread of its own.

    Raises OperatorError when another Lotse takes them already.
    """
    with contextlib.suppress(NotRunning):
        send(folder, {"order": "status"})
        raise OperatorError(
            f"Lotse runs already from {folder}; stop it, or set LOTSE_VAR to another folder."
        )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SOCKET).unlink(missing_ok=True)
    with _Server(folder, handle) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            (folder / SOCKET).unlink(missing_ok=True)


def send(folder: Path, order: dict[str, Any], tell: Tell = lambda _: None) -> Any:
    """Give an order and wait for its end; the answer of whoever carried it out.

    Raises OperatorError as it was raised there, and NotRunning when nobody takes orders.
    """
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            with contextlib.chdir(folder):  # the path of a socket has room for 100 bytes
                connection.connect(SOCKET)
        except OSError:
            raise NotRunning("Lotse is not running; `lotse run` starts it.") from None
        with connection.makefile("rw", encoding="utf-8") as stream:
            print(json.dumps(order), file=stream, flush=True)
            for line in stream:
                said = json.loads(line)
                if "error" in said:
                    raise OperatorError(said["error"])
                if "done" in said:
                    return said["done"]
                tell(said.get("say", ""))
    raise OperatorError("Lotse stopped while it carried out the order; see var/log.")


class _Server(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, folder: Path, handle: Handler) -> None:
        self.handle = handle
        with contextlib.chdir(folder):
            super().__init__(SOCKET, _Connection, bind_and_activate=False)
            self.server_bind()
            os.chmod(SOCKET, 0o600)  # before anybody can connect
            self.server_activate()


class _Connection(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        with contextlib.suppress(OSError):  # the caller has gone
            try:
                done = self.server.handle(json.loads(self.rfile.readline()), self._tell)
                self._write({"done": done})
            except OperatorError as error:
                self._write({"error": str(error)})
            except OSError:
                raise
            except Exception as error:
                logger.exception("an order failed")
                self._write({"error": f"The order failed ({error}); see the output of lotse run."})

    def _tell(self, text: str) -> None:
        self._write({"say": text} if text else {})

    def _write(self, line: dict[str, Any]) -> None:
        self.wfile.write(json.dumps(line).encode() + b"\n")
