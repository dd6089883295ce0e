"""Messages that stay unclear: other words the second time, and a masked copy for the operator."""

from __future__ import annotations

from typing import Any

import pytest

from bot.operating.inbox import Inbox

pytestmark = pytest.mark.xdist_group("dialogues")
UNCLEAR = "das Ding von gestern halt, amina@example.org"


def test_likeliest_needs_then_other_words_and_a_masked_copy(assistant: Any, folder: Any) -> None:
    inbox = Inbox(f"sqlite:///{folder}/inbox.db")
    person = assistant.person(page_language="de")
    first = person.say(UNCLEAR)
    assert first.responses("de")[0] == "utter_clarify"
    needs = [b["payload"] for b in first.buttons if b["payload"].startswith("/need_")]
    assert len(needs) == 3 and "/need_emergency" not in needs
    assert any(b["payload"] == "/talk_to_human" for b in first.buttons)
    again = person.say(UNCLEAR)
    assert again.responses("de")[0] == "utter_clarify_again"
    assert person.press(needs[0]).responses("de") == ["utter_ask_place"]
    assert [e.text for e in inbox.entries()] == ["das Ding von gestern halt, <email>"] * 2
    kept = (folder / "inbox.db").read_bytes() + (folder / "inbox.db-wal").read_bytes()
    for secret in ("amina", person.conversation):
        assert secret.encode() not in kept


def test_attempts_begin_anew_after_an_understood_message(assistant: Any) -> None:
    person = assistant.person(page_language="de")
    assert person.say(UNCLEAR).responses("de")[0] == "utter_clarify"
    assert person.say("Vielen Dank").responses("de") == ["utter_thank"]
    assert person.say(UNCLEAR).responses("de")[0] == "utter_clarify"
