"""`lotse languages`: what a language lacks, and scaffolding for a further one."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.languages.check import main as check_all
from bot.settings import settings

app = typer.Typer(no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Languages: add one, check what one lacks."""


@app.command()
def add(
    code: Annotated[str, typer.Argument(help="Code of ISO 639, such as yo or rom.")],
    own_name: Annotated[
        str | None, typer.Option(help="As its speakers write it; without, what CLDR has.")
    ] = None,
    script: Annotated[
        list[str] | None,
        typer.Option(
            help="ISO 15924, the usual one first; several times for several. Without, what CLDR "
            "has, else Latn."
        ),
    ] = None,
    direction: Annotated[
        str | None, typer.Option(help="ltr or rtl; without, what CLDR has.")
    ] = None,
) -> None:
    """Put a further language on the list and write blank files to fill, all or nothing."""
    from bot.languages.scaffold import add_language, describe

    root = settings().root
    language = describe(root, code, own_name, script or (), direction)
    files = add_language(root, language)
    for path in files:
        typer.echo(path)
    scripts = " ".join(language.scripts)
    typer.echo(f"\n{code} is {language.own_name}, {scripts}, {language.direction}. Next:")
    for command, text in (
        (f"lotse languages check {code}", "what to fill in the files, until nothing is left"),
        (f"lotse locales update {code}", f"texts to translate in data/locales/{code}.po"),
        ("lotse train", "a model that understands the language"),
    ):
        typer.echo(f"  {command:<28}{text}")


@app.command()
def check(
    codes: Annotated[list[str] | None, typer.Argument(help="Language codes; all without.")] = None,
) -> None:
    """Print every fault as `path: problem: text`; status 1 when there is one."""
    raise typer.Exit(check_all(codes or []))
