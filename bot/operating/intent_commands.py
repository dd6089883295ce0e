"""`lotse intents`: hold everything that names an intent against the one list."""

from __future__ import annotations

import typer

from bot.operating.intents import check_intents

app = typer.Typer(no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Intents: check, add."""


@app.command()
def check() -> None:
    """Print what in domain.yml, rules, data or tests differs from taxonomy.yml; 1 if anything."""
    faults = check_intents()
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults" if faults else "no faults")
    raise typer.Exit(1 if faults else 0)
