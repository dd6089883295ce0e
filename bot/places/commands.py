"""`lotse places`: exact coordinates for postal codes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.places.postal_codes import import_file
from bot.settings import settings

app = typer.Typer(no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Places: import exact coordinates of postal codes."""


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="GeoNames' postal codes, tab separated (DE.txt).")],
) -> None:
    """Take the coordinates of postal codes from a GeoNames file; without it their area is used."""
    count = import_file(file, settings().var / "postal_codes.tsv")
    print(f"{count} postal codes imported")
