"""`amaan demo …`: the demonstration nation, stage by stage, and a generated nation of any size.

Each stage runs in a process of its own under the database role that does this work in service, so
that the demonstration passes through the same walls as everything else.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated

import typer

from amaan.demo.refusing import refuse_in_service
from amaan.node.database import run_as
from amaan.node.places import REPOSITORY, places

program = typer.Typer(name="demo", help="The demonstration nation.", no_args_is_help=True)


@program.callback()
def out_of_service() -> None:
    """The demonstration nation, on a node that is out of service."""
    refuse_in_service(places())


PUBLISHED = REPOSITORY / "data" / "statistics.csv"
Words = tuple[str, ...]  # the kind of process, and what it is told
SEATS: tuple[Words, ...] = (("worker", "demo", "stock"), ("owner", "demo", "offices"))
CLAIMS: Words = ("worker", "import", "claims", str(PUBLISHED))
# Each of these steps needs the one before; what stands side by side does not.
TALES: tuple[tuple[Words, ...], ...] = (
    (("public", "demo", "report"), CLAIMS),
    (("worker", "demo", "sort"),),
    (("staff", "demo", "work"),),
    (("public", "demo", "answer"),),
    (("worker", "demo", "sort"),),
)


@program.command()
def build() -> None:
    """Everything, in order; a stage that is done already changes nothing."""
    seat()
    tell()


@program.command()
def seat() -> None:
    """Offices and staff only, without reports: what the tests stand on."""
    side_by_side(SEATS)


@program.command()
def tell() -> None:
    """What the invented reports of the tales go through, and the published figures."""
    for stages in TALES:
        side_by_side(stages)


def side_by_side(stages: Sequence[Words]) -> None:
    """Raises StepFailed when one fails, after the others have ended."""
    with ThreadPoolExecutor() as pool:
        begun = [pool.submit(run_as, kind, *told, where=places()) for kind, *told in stages]
    for stage in begun:
        stage.result()


@program.command()
def stock() -> None:
    """Locators made ahead, so that the first report finds one."""
    from amaan.intake.actions.stocking import fill_stock

    fill_stock()


@program.command()
def offices() -> None:
    """Invented offices, services, focal persons and staff."""
    from amaan.demo.offices import build_offices

    build_offices()


@program.command()
def report() -> None:
    """Invented reports, made as the public makes them."""
    from amaan.demo.reports import make_reports

    make_reports()


@program.command()
def sort() -> None:
    """What the worker does with waiting reports and acts."""
    from amaan.demo.sorting import sort_everything

    sort_everything()


@program.command()
def work() -> None:
    """What desks and units do with the reports, as far as each is meant to go."""
    from amaan.demo.desks import work_on_reports

    work_on_reports()


@program.command()
def answer() -> None:
    """What reporters decide when they are asked."""
    from amaan.demo.reports import answer_outcomes

    answer_outcomes()


@program.command()
def generate(
    *,
    reports: Annotated[int, typer.Option(min=1, help="How many reports.")] = 300,
    years: Annotated[int, typer.Option(min=1, max=5, help="Over how many years.")] = 2,
    seed: Annotated[int, typer.Option(help="The same seed tells the same lives.")] = 1,
    chained: Annotated[bool, typer.Option(help="Wait until the ledger is chained.")] = True,
) -> None:
    """Invented reports with every row that real ones have; a stopped run goes on where it was."""
    from django.utils.timezone import now

    from amaan.demo.generator.commanding import generate as run
    from amaan.demo.generator.measuring import measure
    from amaan.kernel.reasons import Refused

    try:
        run(reports=reports, years=years, seed=seed, at=now(), say=typer.echo)
    except Refused as refused:
        typer.secho("only a node that is out of service is filled with invented reports", fg="red")
        raise typer.Exit(1) from refused
    if chained:
        run_as("audit", "demo", "chain", where=places())
    for line in measure().lines():
        typer.echo(line)


@program.command()
def chain() -> None:
    """Chain what waits, as the sealer would."""
    from amaan.demo.generator.chaining import chain as run

    typer.echo(f"{run(typer.echo)} facts looked at")
