"""The lines that a new need or act takes in each file that names intents."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.operating.yaml_lines import add_lines, confirm, scalar
from bot.understanding.taxonomy import PREFIX

TAXONOMY, DOMAIN = "bot/understanding/taxonomy.yml", "domain.yml"


@dataclass(frozen=True)
class NewIntent:
    """A need, or with `act` a conversation act, as taxonomy.yml defines it."""

    name: str
    definition: str
    act: bool = False

    @property
    def intent(self) -> str:
        """The intent's name: need_<name>, or that of the act."""
        return self.name if self.act else PREFIX + self.name

    @property
    def answer(self) -> str:
        """The response that an act is answered with."""
        return f"utter_{self.name}"


def wired(new: NewIntent) -> tuple[str, str, str]:
    """The files that exist and get lines: taxonomy, domain and rules."""
    return TAXONOMY, DOMAIN, f"data/rules/{'conversation' if new.act else 'needs'}.yml"


def wiring(root: Path, new: NewIntent, content: Mapping[str, Any]) -> dict[str, str]:
    """File -> its text with the new intent; `content` is what each of `wired` holds now.

    Raises OperatorError that names a file to which lines can't be added.
    """
    made = {}
    for name, change in zip(wired(new), (_define, _list, _rule), strict=True):
        expected = deepcopy(content[name])
        text = change((root / name).read_text("utf-8"), new, expected)
        made[name] = confirm(root / name, text, expected)
    return made


def _define(text: str, new: NewIntent, taxonomy: Any) -> str:
    section = "acts" if new.act else "needs"
    taxonomy[section][new.name] = new.definition
    return add_lines(text, section, [f"{new.name}: {scalar(new.definition)}"])


def _list(text: str, new: NewIntent, domain: Any) -> str:
    """The intent; an act also gets the answer, still empty, that its rule names."""
    listed = domain["intents"]
    alike = [i for i, entry in enumerate(listed) if new.act or _is_need(entry)]
    place = alike[-1] + 1 if alike else len(listed)
    listed.insert(place, {new.intent: {"use_entities": []}})
    like = r"\S" if new.act else rf"- {PREFIX}"
    text = add_lines(text, "intents", [f"- {new.intent}: {{use_entities: []}}"], like)
    if not new.act:
        return text
    domain["responses"][new.answer] = [{"text": ""}]
    return add_lines(text, "responses", [f"{new.answer}:", '- text: ""'])


def _is_need(entry: Any) -> bool:
    return str(next(iter(entry)) if isinstance(entry, dict) else entry).startswith(PREFIX)


def _rule(text: str, new: NewIntent, rules: Any) -> str:
    words = new.name.replace("_", " ")
    title = words if new.act else f"advice on {words}"
    action = new.answer if new.act else "action_recommend_offers"
    rules["rules"].append(
        {"rule": title, "steps": [{"intent": new.intent}, {"action": action}]},
    )
    steps = [f"  - intent: {new.intent}", f"  - action: {action}"]
    return add_lines(text, "rules", ["", f"- rule: {title}", "  steps:", *steps])


def utterances(new: NewIntent, code: str) -> str:
    """A file for a language's utterances, with none yet."""
    return (
        'version: "3.1"\n'
        "nlu:\n"
        "# One sentence a line below `examples: |`, written as `    - sentence`.\n"
        f"- intent: {new.intent}\n"
        "  metadata:\n"
        f"    language: {code}\n"
        "  examples: |\n"
    )
