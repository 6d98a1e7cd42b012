"""`amaan import official FILE` and `amaan import claims FILE`: loading what others publish."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from amaan.statistics.management.loading import load_claims_file, load_official_file

program = typer.Typer(name="import", help="Load what others publish.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]
AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="The publisher's own date of the file."),
]


@program.command("official")
def official(file: File, as_of: AsOf = None) -> None:
    """Load a UNODC file (13 columns): all of it or nothing, once for each content."""
    raise typer.Exit(load_official_file(file, as_of.date() if as_of else None))


@program.command("claims")
def claims(file: File) -> None:
    """Load published figures: period, measure, value, source, confidence."""
    raise typer.Exit(load_claims_file(file))
