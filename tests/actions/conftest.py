"""An action run as the action server runs it, on a directory of invented offers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.replying import directory
from bot.directory.importing import import_csv
from bot.operating.inbox import inbox
from bot.settings import ROOT, settings

OFFERS = ROOT / "tests" / "conversations" / "offers.csv"
DORTMUND = {
    "name": "Dortmund",
    "kind": "city",
    "state": "Nordrhein-Westfalen",
    "postal_code": None,
    "latitude": 51.5149,
    "longitude": 7.466,
    "precision": "city",
}
HAMBURG = DORTMUND | {
    "name": "Hamburg",
    "state": "Hamburg",
    "latitude": 53.5507,
    "longitude": 9.993,
}


class Outcome:
    """What an action answered: response names with their values, cards, slots."""

    def __init__(self, dispatcher: CollectingDispatcher, events: list[dict[str, Any]]) -> None:
        assert all(event["event"] == "slot" for event in events)
        self.slots = {event["name"]: event["value"] for event in events}
        self.messages = dispatcher.messages
        self.responses = [m["response"] for m in self.messages if m.get("response")]
        self.payloads = [b["payload"] for m in self.messages for b in m.get("buttons") or []]
        customs = [m["custom"] for m in self.messages if m.get("custom")]
        self.offers = [card["id"] for c in customs for card in c.get("offers", [])]
        self.customs = customs


@pytest.fixture(scope="session")
def _installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOTSE_VAR", str(tmp_path_factory.mktemp("actions")))
        for made in (settings, directory, inbox):
            made.cache_clear()
        import_csv(directory(), OFFERS)
        yield
        directory().close()
    for made in (settings, directory, inbox):
        made.cache_clear()


@pytest.fixture
def places() -> dict[str, dict[str, Any]]:
    """Places as slots hold them."""
    return {"Dortmund": DORTMUND, "Hamburg": HAMBURG}


@pytest.fixture
def run(_installation: None) -> Callable[..., Outcome]:
    """Runs an action at a turn: slots, and what the message said (entities by name)."""

    def run_(
        action: Action,
        slots: dict[str, Any],
        intent: str = "",
        said: dict[str, Any] | None = None,
        text: str = "",
        **understanding: Any,
    ) -> Outcome:
        message = {
            "text": text,
            "intent": {"name": intent, "confidence": 1.0},
            "entities": [{"entity": name, "value": v} for name, v in (said or {}).items()],
            "understanding": understanding,
        }
        tracker = Tracker("sender", slots, message, [], False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        return Outcome(dispatcher, action.run(dispatcher, tracker, {}))

    return run_
