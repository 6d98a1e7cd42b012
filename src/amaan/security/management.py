"""`amaan administrator add`: the first administrator of a node that is no demonstration.

It runs as the owner role, which no site and no worker has: only whoever holds the machine can do
it, and only while no administrator sits.
"""

import sys
from typing import Annotated, NoReturn

import typer
from django.utils.timezone import now

from amaan.access.transactions import reading
from amaan.directory.queries import unit_named
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import OutsideFailed, Reason, Refused
from amaan.security.actions.first_administrator import seat_first_administrator
from amaan.security.actions.preparing import give_keys, sync_roles
from amaan.security.actions.seating import NewStaff
from amaan.security.models import Seat
from amaan.ui import catalogues
from amaan.ui.language import Language

program = typer.Typer(
    name="administrator", help="The first administrator of a node.", no_args_is_help=True
)

SET_UP = Actor.system("set-up")
English = Annotated[str, typer.Option("--name-en", help="The person's name in English letters.")]
Urdu = Annotated[str, typer.Option("--name-ur", help="The person's name in Urdu letters.")]
Unit = Annotated[
    str, typer.Option("--unit", help="An open unit, by name; without it the platform's own.")
]


@program.callback()
def administrator() -> None:
    """The first administrator of a node."""


@program.command()
def add(username: str, name_en: English, name_ur: Urdu, unit: Unit = "") -> None:
    """Add and seat the first administrator. The first password is asked for without showing it,
    or read from standard input.
    """
    new = NewStaff(username, name_en.strip(), name_ur.strip(), first_password())
    try:
        seat = seated(new, unit)
    except Refused as refused:
        stop(*map(in_words, refused.reasons))
    except OutsideFailed as away:
        stop(f"Nothing was changed: the key service is needed ({away}).")
    open_up(seat)
    typer.echo(f"{username} is administrator in {seat.unit.name_en}.")
    typer.echo("Sign in now: another password is chosen and the phone set up at the first sign-in.")


def first_password() -> str:
    """Asked for twice without echo at a terminal; elsewhere the first line of standard input."""
    if sys.stdin.isatty():
        return str(typer.prompt("First password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


def seated(new: NewStaff, unit: str) -> Seat:
    at = now()
    with reading(SET_UP):
        found = unit_named(unit, at=at) if unit else None
    if unit and found is None:
        raise Refused(Reason("unit-unknown", {"value": unit}))
    return seat_first_administrator(new=new, unit=found.id if found else None, by=SET_UP, at=at)


def open_up(seat: Seat) -> None:
    """Roles as data and the keys of the unit, without which the seat opens nothing."""
    sync_roles()
    try:
        give_keys([seat.unit_id], at=now())
    except OutsideFailed as away:
        stop(f"Seated, but the unit has no keys yet ({away}): run `amaan node prepare`.")


def in_words(reason: Reason) -> str:
    return catalogues.say("reason", reason.code, Language.ENGLISH, **reason.params)


def stop(*lines: str) -> NoReturn:
    for line in lines:
        typer.secho(f"amaan: {line}", fg="red", err=True)
    raise typer.Exit(1)
