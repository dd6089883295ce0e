"""Sentences that were not understood: masked, without a trace of who wrote them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.operating.inbox import Inbox

GUESS = {"intent": {"name": "need_housing", "confidence": 0.21}}


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(f"sqlite:///{tmp_path}/inbox.db")


def files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_an_entry_is_masked_and_dated_by_the_day(inbox: Inbox, tmp_path: Path) -> None:
    inbox.record("ich heiße Amina Yusuf, amina@example.org, Dings", "de", GUESS)
    (entry,) = inbox.entries()
    assert entry.text == "ich heiße <name>, <email>, Dings"
    assert (entry.language, entry.intent, entry.confidence) == ("de", "need_housing", 0.21)
    assert entry.received == datetime.now(UTC).date() and entry.state == "new"
    for secret in (b"Amina", b"Yusuf", b"example.org"):
        assert secret not in files(tmp_path)


@pytest.mark.parametrize("text", ["", "   ", "?!", "🙂"])
def test_what_holds_no_word_is_not_kept(inbox: Inbox, text: str) -> None:
    inbox.record(text, None, {})
    assert inbox.entries() == []


def test_the_newest_come_first_and_only_so_many(inbox: Inbox) -> None:
    for number in range(5):
        inbox.record(f"Satz {number}", "de", GUESS)
    assert [entry.text for entry in inbox.entries(limit=2)] == ["Satz 4", "Satz 3"]


def test_a_settled_entry_waits_no_more(inbox: Inbox) -> None:
    inbox.record("eins", "de", GUESS)
    inbox.record("zwei", "de", {})
    number = inbox.entries()[0].id
    assert inbox.settle(number, "dropped")
    assert [entry.text for entry in inbox.entries()] == ["eins"]
    assert [entry.text for entry in inbox.entries("dropped")] == ["zwei"]
    assert not inbox.settle(999, "dropped")


def test_what_is_kept_is_there_for_another_process(inbox: Inbox, tmp_path: Path) -> None:
    inbox.record("eins", "ti", GUESS)
    assert Inbox(f"sqlite:///{tmp_path}/inbox.db").entries() == inbox.entries()
