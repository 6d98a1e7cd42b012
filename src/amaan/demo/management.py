"""`amaan demo …`: the demonstration nation, stage by stage.

Each stage runs in a process of its own under the database role that does this work in service, so
that the demonstration passes through the same walls as everything else.
"""

from collections.abc import Sequence

import typer

from amaan.node.database import run_as
from amaan.node.places import REPOSITORY, places

program = typer.Typer(name="demo", help="The demonstration nation.", no_args_is_help=True)

PUBLISHED = REPOSITORY / "data" / "statistics.csv"
SEATS = (("worker", "stock"), ("owner", "offices"))
STAGES = (
    *SEATS,
    ("public", "report"),
    ("worker", "sort"),
    ("staff", "work"),
    ("public", "answer"),
    ("worker", "sort"),
)


@program.command()
def build() -> None:
    """Everything, in order; a stage that is done already changes nothing."""
    go_through(STAGES)
    run_as("worker", "import", "claims", str(PUBLISHED), where=places())


@program.command()
def seat() -> None:
    """Offices and staff only, without reports: what the tests stand on."""
    go_through(SEATS)


def go_through(stages: Sequence[tuple[str, str]]) -> None:
    run_as("owner", "node", "prepare", where=places())
    for kind, stage in stages:
        run_as(kind, "demo", stage, where=places())


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
