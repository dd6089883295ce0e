"""How `lotse doctor` shows what it found."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence

from bot.operating.doctor import examine
from bot.operating.finding import Finding


def show(as_json: bool) -> int:
    """Print the page, or one JSON object; 1 when anything is bad, else 0."""
    os.environ.setdefault("PGCONNECT_TIMEOUT", "3")  # a server that is away must not hold it up
    findings = examine()
    print(as_object(findings) if as_json else page(findings))
    return int(any(finding.level == "bad" for finding in findings))


def page(findings: Sequence[Finding]) -> str:
    """A line for each finding, then what to do, each sentence once."""
    width = max(len(finding.subject) for finding in findings)
    lines = [f"{f.level:<4}  {f.subject:<{width}}  {f.text}" for f in findings]
    remedies = dict.fromkeys(remedy for f in _urgent_first(findings) for remedy in f.remedies)
    if not remedies:
        return "\n".join([*lines, "", "Nothing to do."])
    return "\n".join([*lines, "", "What to do:", *(f"- {remedy}" for remedy in remedies)])


def _urgent_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.level != "bad")


def as_object(findings: Sequence[Finding]) -> str:
    """JSON: `bad`, and `findings` with level, subject, text, remedies and values."""
    content = {
        "bad": any(finding.level == "bad" for finding in findings),
        "findings": [vars(finding) for finding in findings],
    }
    return json.dumps(content, ensure_ascii=False)
