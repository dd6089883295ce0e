"""`lotse directory`: the offers, for an operator. Thin: each command calls the room and prints."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.directory.exporting import export_csv
from bot.directory.geocoding import geocode
from bot.directory.importing import ImportReport, check_csv, import_csv
from bot.directory.store import DirectoryStore
from bot.directory.store import confirm as confirm_offer
from bot.directory.store import restore as restore_offer
from bot.directory.store import withdraw as withdraw_offer
from bot.settings import settings

app = typer.Typer(no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="An offers file: CSV, UTF-8, columns as exported.")]
Id = Annotated[str, typer.Argument(help="The id of an offer, as `lotse directory list` shows it.")]


@app.command("import")
def import_(
    file: File,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change and change nothing.")
    ] = False,
) -> None:
    """Take an offers file over: all of it, or nothing when it has a fault.

    An offer with a known id is updated; offers that the file doesn't name stay.
    """
    _print(import_csv(_store(), file, dry_run, geocode))


@app.command()
def validate(file: File) -> None:
    """Check an offers file and name every fault as file:line: column: problem: value."""
    count, remarks = check_csv(file, geocode)
    for remark in remarks:
        typer.echo(remark, err=True)
    typer.echo(f"{file}: {count} offers, no fault")


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="Where to write; a file there is replaced.")],
) -> None:
    """Write all offers to a file that `import` takes back."""
    typer.echo(f"{file}: {export_csv(_store(), file)} offers")


@app.command()
def confirm(
    offer: Id,
    day: Annotated[
        datetime | None,
        typer.Option(
            "--date", formats=["%Y-%m-%d"], help="The day of the check; today if left out."
        ),
    ] = None,
    by: Annotated[str | None, typer.Option(help="E-mail address of who checked.")] = None,
) -> None:
    """Note that an offer was checked and is right."""
    checked = day.date() if day else date.today()
    confirm_offer(_store(), offer, checked, by)
    typer.echo(f"{offer}: last checked {checked}")


@app.command()
def withdraw(
    offer: Id,
    undo: Annotated[bool, typer.Option("--undo", help="Show the offer again.")] = False,
) -> None:
    """Show an offer no longer; it stays in the directory."""
    (restore_offer if undo else withdraw_offer)(_store(), offer)
    typer.echo(f"{offer}: {'shown again' if undo else 'withdrawn'}")


@app.command("list")
def list_(
    need: Annotated[str | None, typer.Option(help="Only offers for this need.")] = None,
    checked_before: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Only offers not known to be checked since."),
    ] = None,
) -> None:
    """Show the offers of the directory: id, organisation, place, last check."""
    table = Table("id", "organisation", "place", "last checked")
    limit = checked_before.date().isoformat() if checked_before else None
    for record in _store().records():
        if (need and need not in record.need) or (limit and record.seen >= limit):
            continue
        checked = "withdrawn" if record.withdrawn else record.seen or "unknown"
        table.add_row(record.id, record.organisation, record.city or record.state, checked)
    console = Console()
    console.print(table if table.row_count else "no offers")


def import_starter() -> None:
    """Import the starter directory, unless this very file was imported before.

    What operators changed since in the directory then stays. Raises OperatorError.
    """
    path = settings().root / "data" / "directory" / "offers.csv"
    store = _store()
    try:
        fingerprint = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
        if not fingerprint or store.starter() != fingerprint:
            report = import_csv(store, path, geocode=geocode, starter=fingerprint)
            _print(report, changes=False)
    finally:
        store.close()


def _store() -> DirectoryStore:
    return DirectoryStore(settings().directory_url)


def _print(report: ImportReport, changes: bool = True) -> None:
    for remark in report.remarks:
        typer.echo(remark, err=True)
    for change in report.changes if changes else ():
        typer.echo(f"{change.id}: {change.field}: {change.old!r} -> {change.new!r}")
    if changes and report.dry_run:
        for offer_id in report.added:
            typer.echo(f"{offer_id}: new")
    typer.echo(
        f"{'would be ' if report.dry_run else ''}added {len(report.added)}, "
        f"changed {len(report.changed)}, unchanged {len(report.unchanged)}; "
        f"in the directory but not in the file: {len(report.missing)}"
    )
