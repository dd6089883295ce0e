"""Needs and conversation acts: one list, `taxonomy.yml`, read once."""

from __future__ import annotations

from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("taxonomy.yml")
PREFIX = "need_"

_content = yaml.safe_load(_FILE.read_text("utf-8"))
NEEDS: dict[str, str] = _content["needs"]
ACTS: dict[str, str] = _content["acts"]
INTENTS: tuple[str, ...] = (*(PREFIX + need for need in NEEDS), *ACTS)
EMERGENCY = PREFIX + "emergency"
OUT_OF_SCOPE = "out_of_scope"
GIVE_PLACE = "give_place"


def need_of(intent: str) -> str | None:
    """The need that an intent stands for; None for a conversation act."""
    return intent.removeprefix(PREFIX) if intent.startswith(PREFIX) else None
