"""The endpoints file that a Rasa process of this installation reads."""

from __future__ import annotations

from pathlib import Path

import yaml

from bot.settings import Settings


def endpoints_file(settings: Settings) -> Path:
    """The project's endpoints.yml, or a copy in `var` with this installation's action port.

    Rasa's own placeholders for variables fail where a variable is unset, and so would
    `rasa shell`.
    """
    source = settings.root / "endpoints.yml"
    content = yaml.safe_load(source.read_text("utf-8"))
    url = f"http://127.0.0.1:{settings.actions_port}/webhook"
    if content["action_endpoint"]["url"] == url:
        return source
    content["action_endpoint"]["url"] = url
    target = settings.var / "endpoints.yml"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(yaml.safe_dump(content), "utf-8")
    return target
