"""The figures of an evaluation as tables that a person reads."""

from __future__ import annotations

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
