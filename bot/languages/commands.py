"""`lotse languages`: what a language lacks, and scaffolding for a new one."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.languages.check import main as check_all

app = typer.Typer(no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Languages: check what one lacks."""


@app.command()
def check(
    codes: Annotated[list[str] | None, typer.Argument(help="Language codes; all without.")] = None,
) -> None:
    """Print every fault of the utterances as `path: problem: text`; status 1 when there is one."""
    raise typer.Exit(check_all(codes or []))
