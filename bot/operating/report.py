"""The figures of an evaluation as tables that a person reads."""

from __future__ import annotations

import re
from typing import Any

COLUMNS = {
    "need_first": "need first",
    "need_in_three": "in three",
    "intent": "intent",
    "intent_macro_f1": "macro F1",
    "language": "language",
    "emergency_recall": "emergency",
    "emergency_false": "false alarms",
    "out_of_scope_auroc": "scope AUROC",
    "two_needs_f1": "two needs F1",
    "negation": "negation",
    "fallback": "fallback",
}


def render(figures: dict[str, Any]) -> str:
    """Markdown: a table of languages, one of intents, and the worst confusions."""
    rows = [("all", figures["overall"]), *sorted(figures["languages"].items())]
    lines = [f"{figures['sentences']} held-out sentences", ""]
    lines += table(["language", *COLUMNS.values()], [_row(code, values) for code, values in rows])
    lines += ["", *table(["intent", "precision", "recall", "F1"], _intent_rows(figures))]
    places = [[code, *_place_cells(v)] for code, v in figures.get("places", {}).items()]
    lines += ["", *table(["language", "places right", "places where none is"], places)]
    lines += ["", "Taken for one another most often:", ""]
    for pair in figures["confusions"]:
        lines.append(f"- {pair['meant']} understood as {pair['understood']}: {pair['count']}")
        lines += [f"    - {sentence}" for sentence in pair["sentences"]]
    return "\n".join(lines)


PAGE = "docs/evaluation.md"
_HEAD = """# How right Lotse is

Written by `make evaluate`: the trained model held against the held-out sentences of `tests/nlu` and
`tests/places`, which no training ever sees. Every figure is between 0 and 1; those of all languages
are means over languages. The sentences were written by other prompts than the training ones, but
not by native speakers; real people will write otherwise.

Fingerprint of data, configuration and code: `{fingerprint}`
"""


def page(figures: dict[str, Any], fingerprint: str) -> str:
    """`docs/evaluation.md`: the whole report and what it was made from."""
    # The sentences of the worst confusions stay out: nobody shall write for the test.
    report = render(figures).split("\nTaken for one another", 1)[0]
    pairs = [
        f"- {p['meant']} understood as {p['understood']}: {p['count']}"
        for p in figures["confusions"]
    ]
    confused = "\n".join(["Taken for one another most often:", "", *pairs])
    return f"{_HEAD.format(fingerprint=fingerprint)}\n{report}\n{confused}\n"


def fingerprint_of(page_text: str) -> str | None:
    """The fingerprint that a page names."""
    found = re.search(r"Fingerprint of [^`]*`([0-9a-f]+)`", page_text)
    return found[1] if found else None


def _place_cells(values: dict[str, float]) -> list[str]:
    return [f"{values[key]:.3f}" if key in values else "" for key in ("right", "false")]


def _row(code: str, values: dict[str, float]) -> list[str]:
    return [code, *(f"{values[name]:.3f}" if name in values else "" for name in COLUMNS)]


def _intent_rows(figures: dict[str, Any]) -> list[list[str]]:
    ordered = sorted(figures["intents"].items(), key=lambda item: item[1]["f1"])
    return [
        [name, *(f"{values[key]:.3f}" for key in ("precision", "recall", "f1"))]
        for name, values in ordered
    ]


def table(heads: list[str], rows: list[list[str]]) -> list[str]:
    """The lines of a Markdown table."""
    listed = [heads, ["---"] * len(heads), *rows]
    return ["| " + " | ".join(cells) + " |" for cells in listed]
