"""The gateway goes over from one Rasa process to another, conversation by conversation."""

from __future__ import annotations

import asyncio
import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.gateway.backend import RasaBackend, Turn
from bot.gateway.errors import GatewayError
from bot.gateway.switching import SwitchingBackend

WAIT = 15


@dataclass
class Two:
    """A gateway before two processes, and the file that names the live one."""

    gateway: Any
    old: Any
    new: Any
    file: Path

    def name(self, behind: Any) -> None:
        write(self.file, f"http://127.0.0.1:{behind.settings.rasa_port}")


@pytest.fixture
def two(start_gateway: Any, tmp_path: Path) -> Two:
    file = tmp_path / "live.json"
    backend = SwitchingBackend(file, lambda url: RasaBackend(url, url, WAIT))
    made = Two(start_gateway(backend=backend), start_gateway(), start_gateway(), file)
    made.name(made.old)
    return made


def write(file: Path, url: str) -> None:
    """Replace the file in one step."""
    (file.parent / "next").write_text(json.dumps({"url": url}))
    os.replace(file.parent / "next", file)


def test_the_next_turn_goes_to_the_process_named(two: Two) -> None:
    token = two.gateway.say("one")["token"]
    two.name(two.new)
    two.gateway.say("two", token)
    two.name(two.old)
    two.gateway.say("three", token)
    assert (two.old.standin.texts, two.new.standin.texts) == (["one", "three"], ["two"])


def test_a_running_turn_ends_where_it_began(two: Two) -> None:
    token = two.gateway.say("hello")["token"]
    assert two.old.standin.entered.acquire(timeout=WAIT)
    with ThreadPoolExecutor(2) as pool:
        running = pool.submit(two.gateway.say, "wait", token)
        assert two.old.standin.entered.acquire(timeout=WAIT)
        two.name(two.new)
        following = pool.submit(two.gateway.say, "following", token)
        two.gateway.say("another conversation")
        assert two.new.standin.texts == ["another conversation"]
        two.old.standin.released.set()
        assert running.result(WAIT)["messages"][0] == {"text": "You said: wait"}
        following.result(WAIT)
    assert two.old.standin.texts == ["hello", "wait"]
    assert two.new.standin.texts == ["another conversation", "following"]


def test_readiness_is_that_of_the_process_named(two: Two) -> None:
    two.new.standin.actions = "starting"
    assert two.gateway.client.get("/readyz").status_code == 200
    two.name(two.new)
    assert two.gateway.client.get("/readyz").json()["checks"]["actions"] == "not ready"


def test_no_process_is_named_yet(two: Two, start_gateway: Any, tmp_path: Path) -> None:
    nowhere = SwitchingBackend(tmp_path / "none.json", lambda url: RasaBackend(url, url, WAIT))
    gateway = start_gateway(backend=nowhere)
    assert gateway.post(text="hello").status_code == 503
    assert gateway.client.get("/readyz").status_code == 503
    write(tmp_path / "none.json", f"http://127.0.0.1:{two.old.settings.rasa_port}")
    assert gateway.post(text="hello").status_code == 200


@pytest.mark.parametrize("content", ["", "{", "[]", "{}"])
def test_a_damaged_file_changes_nothing(two: Two, content: str) -> None:
    token = two.gateway.say("one")["token"]
    two.file.write_text(content)
    two.gateway.say("two", token)
    assert two.old.standin.texts == ["one", "two"]


def test_a_turn_that_nobody_took_goes_to_the_process_named_since(two: Two, free_port: int) -> None:
    """The process was stopped between a turn's look at the file and its call."""

    class Stopped:
        async def answer(self, _turn: Turn) -> list[dict[str, Any]]:
            two.name(two.new)
            raise GatewayError("unavailable")

        async def checks(self) -> dict[str, str]:
            return {}

        async def close(self) -> None:
            pass

    def connect(url: str) -> Any:
        return Stopped() if url.endswith(f":{free_port}") else RasaBackend(url, url, WAIT)

    write(two.file, f"http://127.0.0.1:{free_port}")
    backend = SwitchingBackend(two.file, connect)
    assert asyncio.run(backend.answer(Turn("c", "hello")))
    assert two.new.standin.texts == ["hello"]


def test_a_failed_turn_is_not_given_to_another_process(two: Two) -> None:
    """It may have been taken up; only the person may send it again."""

    class Failing(RasaBackend):
        async def answer(self, turn: Turn) -> list[dict[str, Any]]:
            two.name(two.new)
            return await super().answer(turn)

    backend = SwitchingBackend(two.file, lambda url: Failing(url, url, WAIT))
    with pytest.raises(GatewayError) as error:
        asyncio.run(backend.answer(Turn("c", "crash")))
    assert error.value.code == "bad_answer"
    assert (two.old.standin.texts, two.new.standin.texts) == (["crash"], [])
