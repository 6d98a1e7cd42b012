"""The commands of the node itself: its database, its tables, and Django's own commands under the
owner role.
"""

import sys
from typing import Annotated

import typer

from amaan.node.places import places

program = typer.Typer(name="node", help="This node: its database and what it needs to open.")


def mount(app: typer.Typer) -> None:
    app.add_typer(program)
    app.command(
        "django",
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
        add_help_option=False,
    )(django_command)


@program.command()
def migrate(
    *,
    anew: Annotated[bool, typer.Option(help="make every policy again, whatever is there")] = False,
) -> None:
    """Start the database of this node where needed and bring its tables and policies up to date, as
    the owner role.
    """
    from amaan.node.tables import bring_up_to_date

    bring_up_to_date(places(), say=typer.echo, anew=anew)


@program.command()
def prepare() -> None:
    """Roles as data, and key pairs for the platform and the open units; it invents nothing. Needs
    the key service.
    """
    import django

    django.setup()
    from amaan.node.preparing import prepare_node

    prepare_node()


@program.command("stop-database")
def stop_database() -> None:
    """Stop the embedded PostgreSQL of this node."""
    from amaan.node.reachable import embedded_cluster

    embedded_cluster(places()).stop()


@program.command()
def psql(
    role: Annotated[str, typer.Argument(help="amaan_app, amaan_owner, ...")] = "amaan_app",
) -> None:
    """Open psql on this node's database as one of its roles."""
    import os

    from amaan.node.cluster import embedded_binaries
    from amaan.node.endpoint import connection_parameters

    found = connection_parameters(places(), role)
    environment = os.environ | {
        "PGHOST": found["host"], "PGPORT": str(found["port"]), "PGDATABASE": found["dbname"],
        "PGUSER": role, "PGPASSWORD": found["password"],
    }  # fmt: skip
    program = str(embedded_binaries() / "psql")
    os.execve(program, [program], environment)  # noqa: S606  (a fixed program, no shell)


def django_command(context: typer.Context) -> None:
    """Run one of Django's own commands, as the owner role."""
    from django.core.management import execute_from_command_line

    execute_from_command_line([sys.argv[0], *context.args])
