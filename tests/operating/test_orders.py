"""Orders reach the running Lotse, with answers, remarks and errors; nobody else may give them."""

from __future__ import annotations

import stat
import threading
from pathlib import Path
from typing import Any

import pytest

from bot.errors import OperatorError
from bot.operating.orders import SOCKET, NotRunning, Tell, listening, send


def test_remarks_and_an_answer(tmp_path: Path) -> None:
    def handle(order: dict[str, Any], tell: Tell) -> str:
        tell(f"starting {order['model']}")
        tell("")
        return "done"

    told: list[str] = []
    with listening(tmp_path, handle):
        assert send(tmp_path, {"order": "activate", "model": "один"}, told.append) == "done"
    assert told == ["starting один", ""]


def test_an_error_arrives_as_it_was_raised(tmp_path: Path) -> None:
    def handle(_order: dict[str, Any], _tell: Tell) -> None:
        raise OperatorError("The model is missing; train it.")

    with listening(tmp_path, handle), pytest.raises(OperatorError) as error:
        send(tmp_path, {"order": "rollback"})
    assert str(error.value) == "The model is missing; train it."


def test_nobody_listens(tmp_path: Path) -> None:
    with pytest.raises(NotRunning):
        send(tmp_path, {"order": "status"})
    with listening(tmp_path, lambda *_: None):
        pass
    with pytest.raises(NotRunning):
        send(tmp_path, {"order": "status"})


def test_a_socket_left_over_is_no_hindrance(tmp_path: Path) -> None:
    import socket

    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(tmp_path / SOCKET))
    with listening(tmp_path, lambda *_: 1):
        assert send(tmp_path, {"order": "status"}) == 1


def test_one_lotse_a_folder(tmp_path: Path) -> None:
    with (
        listening(tmp_path, lambda *_: 1),
        pytest.raises(OperatorError, match="runs already"),
        listening(tmp_path, lambda *_: 2),
    ):
        pass


def test_only_the_operators_account_may_give_orders(tmp_path: Path) -> None:
    with listening(tmp_path, lambda *_: None):
        assert stat.S_IMODE((tmp_path / SOCKET).stat().st_mode) == 0o600


def test_a_deep_folder(tmp_path: Path) -> None:
    folder = tmp_path / ("deep" * 20) / ("deeper" * 20)
    with listening(folder, lambda *_: "here"):
        assert send(folder, {"order": "status"}) == "here"


def test_who_gave_the_order_may_go(tmp_path: Path) -> None:
    """The order learns of it at its next sign of life and can give up."""
    gave_up = threading.Event()

    def handle(_order: dict[str, Any], tell: Tell) -> None:
        try:
            while True:
                tell("")
        except OSError:
            gave_up.set()
            raise

    def gone(_text: str) -> None:
        raise KeyboardInterrupt

    with listening(tmp_path, handle):
        with pytest.raises(KeyboardInterrupt):
            send(tmp_path, {"order": "activate"}, gone)
        assert gave_up.wait(30)
