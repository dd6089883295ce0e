"""Delete my data: in every store, after the turn before it, under the same lock."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

Gateway = Any  # of conftest.py


def test_every_store_is_asked_with_the_conversations_id(gateway: Gateway) -> None:
    token = gateway.say("hello")["token"]
    response = gateway.post("/chat/delete", token=token, language="uk")
    assert response.status_code == 200
    body = response.json()
    assert (body["deleted"], body["token"], body["language"]) == (True, None, "uk")
    assert body["messages"][0]["text"]
    assert gateway.deleted == [gateway.standin.turns[0]["sender"]]


def test_the_button_deletes_too_and_never_reaches_rasa(gateway: Gateway) -> None:
    answer = gateway.say("buttons")
    [button] = [b for b in answer["messages"][0]["buttons"] if b["title"] == "Delete my data"]
    done = gateway.say("", answer["token"], payload=button["payload"])
    assert done["deleted"] is True
    assert done["token"] is None
    assert gateway.deleted == [gateway.standin.turns[0]["sender"]]
    assert gateway.standin.texts == ["buttons"]


def test_deletion_waits_for_the_running_turn(start_gateway: Any) -> None:
    order: list[str] = []
    gateway = start_gateway(deleters=[lambda name: order.append(f"deleted, running {running()}")])

    def running() -> int:
        return sum(gateway.standin.running.values())

    token = gateway.say("hello")["token"]
    gateway.standin.entered.acquire()
    with ThreadPoolExecutor(2) as pool:
        turn = pool.submit(gateway.post, text="wait", token=token)
        gateway.standin.entered.acquire()
        deletion = pool.submit(gateway.post, "/chat/delete", token=token)
        # A message after the deletion was asked for is never processed.
        gateway.standin.released.set()
        assert turn.result().status_code == 200
        assert deletion.result().json()["deleted"] is True
    assert order == ["deleted, running 0"]


def test_a_deleted_conversation_takes_no_more_messages(start_gateway: Any) -> None:
    gateway = start_gateway()
    token = gateway.say("hello")["token"]
    gateway.post("/chat/delete", token=token)
    for door in (gateway, start_gateway(standin=gateway.standin)):  # also after a restart
        response = door.post(text="late", token=token)
        assert response.status_code == 401
        assert response.json()["error"]["code"] == "strange_token"
    assert gateway.standin.texts == ["hello"]


def test_deleting_twice_is_no_error(gateway: Gateway) -> None:
    token = gateway.say("hello")["token"]
    for _ in range(2):
        assert gateway.post("/chat/delete", token=token).json()["deleted"] is True


def test_a_failing_store_is_told_and_taken_up_again(start_gateway: Any) -> None:
    def fail(conversation: str) -> None:
        raise OSError("the disk is full")

    broken = start_gateway(deleters=[fail])
    token = broken.say("hello")["token"]
    response = broken.post("/chat/delete", token=token, language="fa")
    assert response.status_code == 500
    assert response.json()["error"]["code"] == "not_deleted"
    assert response.json()["error"]["language"] == "fa"
    assert broken.post(text="late", token=token).status_code == 401
    mended = start_gateway(standin=broken.standin)  # a new start finishes what was begun
    assert mended.post("/chat/delete", token=token).json()["deleted"] is True
    assert broken.standin.turns[0]["sender"] in mended.deleted


def test_nothing_of_the_conversation_stays_in_the_gateways_file(
    start_gateway: Any, tmp_path: Path
) -> None:
    gateway = start_gateway()
    token = gateway.say("a rare word: Fernmeldeturmblick")["token"]
    sender = gateway.standin.turns[0]["sender"]
    assert "Fernmeldeturmblick" in _bytes(tmp_path)
    gateway.post("/chat/delete", token=token)
    assert "Fernmeldeturmblick" not in _bytes(tmp_path)
    assert sender not in _bytes(tmp_path)


def _bytes(folder: Path) -> str:
    files = sorted(folder.glob("conversations.db*"))
    assert files
    with sqlite3.connect(files[0]) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return "".join(file.read_bytes().decode("utf-8", "replace") for file in files)
