"""`lotse inbox`: sentences that were not understood."""

from __future__ import annotations

import typer
from rich.console import Console
from rich.table import Table

from bot.errors import OperatorError
from bot.operating.inbox import inbox

app = typer.Typer(no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Sentences that were not understood, masked."""


@app.command("list")
def list_(limit: int = 50) -> None:
    """Print the newest sentences that wait for an operator."""
    table = Table("number", "day", "language", "guessed", "sentence")
    for entry in inbox().entries(limit=limit):
        guess = f"{entry.intent} ({entry.confidence:.2f})" if entry.confidence else ""
        table.add_row(str(entry.id), str(entry.received), entry.language or "?", guess, entry.text)
    Console().print(table)


@app.command()
def drop(number: int) -> None:
    """Put a sentence away that teaches nothing."""
    if not inbox().settle(number, "dropped"):
        raise OperatorError(f"There is no sentence {number}; `lotse inbox list` shows the numbers.")
