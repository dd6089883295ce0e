"""A repeated message is answered again and processed once; one message at a time."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

Gateway = Any  # of conftest.py


def test_a_repeated_message_gets_the_same_answer(gateway: Gateway) -> None:
    token = gateway.say("hello")["token"]
    first = gateway.say("buttons", token, message_id="m-1")
    again = gateway.say("buttons", token, message_id="m-1")
    assert again["messages"] == first["messages"]
    assert gateway.standin.texts == ["hello", "buttons"]


def test_the_first_message_is_recognised_before_its_token_arrived(gateway: Gateway) -> None:
    message_id = str(uuid.uuid4())
    gateway.say("hello", message_id=message_id)
    token = gateway.say("hello", message_id=message_id)["token"]
    gateway.say("more", token)
    assert gateway.standin.texts == ["hello", "more"]
    assert len({turn["sender"] for turn in gateway.standin.turns}) == 1


def test_a_repeated_message_waits_for_the_first(gateway: Gateway) -> None:
    token = gateway.say("hello")["token"]
    with ThreadPoolExecutor(3) as pool:
        sent = [pool.submit(gateway.say, "wait", token, message_id="m-1") for _ in range(3)]
        gateway.standin.entered.acquire()
        gateway.standin.released.set()
        answers = [answer.result()["messages"] for answer in sent]
    assert answers[0] == answers[1] == answers[2]
    assert gateway.standin.texts == ["hello", "wait"]


def test_an_answer_survives_a_restart_of_the_gateway(start_gateway: Any) -> None:
    before = start_gateway()
    token = before.say("hello")["token"]
    first = before.say("buttons", token, message_id="m-1")
    after = start_gateway(standin=before.standin)
    assert after.say("buttons", token, message_id="m-1")["messages"] == first["messages"]
    assert before.standin.texts == ["hello", "buttons"]


def test_the_same_id_for_another_message_is_refused(gateway: Gateway) -> None:
    token = gateway.say("hello")["token"]
    gateway.say("one", token, message_id="m-1")
    response = gateway.post(text="two", token=token, message_id="m-1")
    assert response.status_code == 409
    assert response.json()["error"]["code"] == "message_id_reused"
    assert "two" not in gateway.standin.texts


def test_the_same_id_in_two_conversations_is_two_messages(gateway: Gateway) -> None:
    tokens = [gateway.say("hello")["token"] for _ in range(2)]
    for token in tokens:
        gateway.say("again", token, message_id="m-1")
    assert gateway.standin.texts.count("again") == 2


def test_a_failed_message_is_processed_when_it_comes_again(gateway: Gateway) -> None:
    token = gateway.say("hello")["token"]
    for _ in range(2):
        assert gateway.post(text="crash", token=token, message_id="m-1").status_code == 502
    assert gateway.standin.texts == ["hello", "crash", "crash"]


def test_a_message_given_up_is_answered_when_asked_again(start_gateway: Any) -> None:
    gateway = start_gateway(timeout_seconds=5)
    impatient = start_gateway(standin=gateway.standin, timeout_seconds=0.2)
    token = impatient.say("hello")["token"]
    assert impatient.post(text="wait", token=token, message_id="m-1").status_code == 504
    with ThreadPoolExecutor(1) as pool:
        gateway.standin.released.set()
        # The turn still ran; asking again joins it or reads its answer.
        again = pool.submit(impatient.post, text="wait", token=token, message_id="m-1")
        assert again.result().json()["messages"][0] == {"text": "You said: wait"}
    assert gateway.standin.texts == ["hello", "wait"]


@pytest.mark.parametrize("redis_url", [None, "redis://127.0.0.1:6379/9"])
def test_one_message_of_a_conversation_at_a_time(start_gateway: Any, redis_url: str | None) -> None:
    gateway = start_gateway(redis_url=redis_url)
    doors = [gateway]
    if redis_url:  # the lock holds across gateways
        doors.append(start_gateway(standin=gateway.standin, redis_url=redis_url))
    token = gateway.say("hello")["token"]
    with ThreadPoolExecutor(4) as pool:
        sent = [pool.submit(doors[n % len(doors)].say, f"m{n}", token) for n in range(4)]
        assert [answer.result()["messages"][0]["text"] for answer in sent] == [
            f"You said: m{n}" for n in range(4)
        ]
    assert gateway.standin.overlaps == 0


def test_the_stand_in_notices_an_overlap(gateway: Gateway) -> None:
    """Without this the test above could pass with any gateway."""
    port = gateway.settings.rasa_port
    body = {"sender": "s", "message": "wait", "metadata": {}}
    with ThreadPoolExecutor(2) as pool:
        url = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
        sent = [pool.submit(gateway.client.post, url, json=body) for _ in range(2)]
        for _ in sent:
            gateway.standin.entered.acquire()
        gateway.standin.released.set()
        assert all(response.result().status_code == 200 for response in sent)
    assert gateway.standin.overlaps == 1


def test_conversations_do_not_wait_for_one_another(gateway: Gateway) -> None:
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(gateway.say, "wait")
        gateway.standin.entered.acquire()
        assert gateway.say("quick")["messages"][0] == {"text": "You said: quick"}
        assert not slow.done()
        gateway.standin.released.set()
        slow.result()


def test_a_crowd_of_messages_in_one_conversation_is_refused(gateway: Gateway) -> None:
    token = gateway.say("hello")["token"]
    gateway.standin.entered.acquire()
    with ThreadPoolExecutor(8) as pool:
        sent = [pool.submit(gateway.post, text=f"wait {n}", token=token) for n in range(8)]
        busy = [done for done in _first_done(sent, 3) if done.status_code == 409]
        gateway.standin.released.set()
        statuses = sorted(response.result().status_code for response in sent)
    assert len(busy) == 3
    assert statuses == [200] * 5 + [409] * 3


def _first_done(sent: list[Any], number: int) -> list[Any]:
    from concurrent.futures import as_completed

    done = as_completed(sent)
    return [next(done).result() for _ in range(number)]
