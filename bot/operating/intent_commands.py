"""`lotse intents`: hold everything that names an intent against the one list; add to it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bot.errors import OperatorError
from bot.operating.intent_lines import NewIntent
from bot.operating.intents import check_intents
from bot.operating.missing import missing
from bot.operating.new_intent import add_intent, languages_of
from bot.settings import settings

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


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="Small letters and _, for a need without need_.")],
    definition: Annotated[
        str | None, typer.Option(help="What people want who mean it, in English.")
    ] = None,
    act: Annotated[
        bool, typer.Option("--act", help="A conversation act, such as greet, instead of a need.")
    ] = False,
    language: Annotated[
        list[str] | None,
        typer.Option(help="A language that gets files; all that have utterances without."),
    ] = None,
) -> None:
    """Write a new need or act into every file that names intents, and print what it still lacks.

    All files are written or none.
    """
    root = settings().root
    new = NewIntent(name, _definition(name) if definition is None else definition, act)
    codes = languages_of(root, language or ())
    for path in add_intent(root, new, codes):
        print(f"{path}: written")
    print("\nStill missing:")
    for line in missing(root, new, codes):
        print(line)
    print("\nThen:")
    print("lotse locales update   brings the new text into every catalogue, for translation")
    print("lotse intents check    until it finds no faults")
    print("lotse train            makes a model with it")


def _definition(name: str) -> str:
    if not sys.stdin.isatty():
        raise OperatorError(
            f"{name}: has no definition; say what people want who mean it with --definition."
        )
    return str(typer.prompt(f"What do people want who mean {name}?"))
