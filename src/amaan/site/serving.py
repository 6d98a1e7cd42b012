"""`amaan serve public` and `amaan serve staff`: a site until a signal, or 78 when it may not be.

Asked before the server starts: granian ends with 1 whatever its worker ended with, and a
supervisor would try again for ever.
"""

import os
from typing import Annotated

import typer

from amaan.node.serving import refuse_unserviceable
from amaan.site.processes import PUBLIC_PORT, STAFF_PORT, granian

program = typer.Typer(name="serve", help="Serve a site on the loopback address until a signal.")
Port = Annotated[int, typer.Option(help="where the proxy finds it")]


@program.command("public")
def serve_public(port: Port = PUBLIC_PORT) -> None:
    """The public site."""
    become("public", port)


@program.command("staff")
def serve_staff(port: Port = STAFF_PORT) -> None:
    """The staff site."""
    become("staff", port)


def become(site: str, port: int) -> None:
    """The server takes the place of this process, so that signals reach it."""
    refuse_unserviceable(f"amaan.site.settings.{site}")
    server = granian(site, port)
    os.execv(server[0], server)  # noqa: S606  (a fixed program, no shell)
