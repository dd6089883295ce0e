"""`lotse locales`: the texts for translators, and what their translations lack."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.errors import OperatorError
from bot.languages import FALLBACK, LANGUAGES
from bot.messages import locales
from bot.messages.check import check as check_language
from bot.settings import settings

app = typer.Typer(
    name="locales",
    help="The texts that people see, and their translations in data/locales.",
    no_args_is_help=True,
    add_completion=False,
)
_Languages = Annotated[
    list[str] | None, typer.Argument(metavar="[LANG]...", help="Language codes; all without one.")
]


@app.command()
def extract() -> None:
    """Write data/locales/lotse.pot: every text of domain.yml and of the code, in English."""
    root = settings().root
    count = locales.write_template(root)
    typer.echo(f"{locales.folder(root) / locales.TEMPLATE}: {count} texts")


@app.command()
def update(languages: _Languages = None) -> None:
    """Bring the catalogues up to date: new texts in, unused ones marked, translations kept."""
    for language in _chosen(languages):
        done = locales.update(settings().root, language)
        typer.echo(
            f"{language}: {done.new} new, {done.stale} no longer used, {done.missing} to translate"
        )


@app.command()
def check(languages: _Languages = None) -> None:
    """Print what is missing, stale or broken; exit status 1 when there is anything."""
    reports = [check_language(settings().root, language) for language in _chosen(languages)]
    for report in reports:
        for fault in report.faults:
            typer.echo(fault)
    for report in reports:
        typer.echo(
            f"{report.language}: {report.percent} % complete "
            f"({report.told} of {report.total}), {len(report.faults)} faults"
        )
    if any(report.faults for report in reports):
        raise typer.Exit(1)


def _chosen(languages: list[str] | None) -> list[str]:
    for language in languages or []:
        if language not in LANGUAGES:
            raise OperatorError(
                f"{language}: not a language of Lotse; choose from {', '.join(LANGUAGES)}."
            )
    return [code for code in languages or locales.translated_languages() if code != FALLBACK]
