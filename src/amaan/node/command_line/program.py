"""How is a word on the command line led to the code that does it, under the database role that the
work needs?
"""

import os
import sys
from importlib import import_module
from importlib.util import find_spec

import typer

from amaan.node.cluster import ClusterFailed
from amaan.node.command_line import node, services, words
from amaan.node.database import StepFailed

# A command that touches the database runs under the settings, and so the role, that its work needs.
SETTINGS_OF = {
    "administrator": "owner",
    "audit": "audit",
    "django": "owner",
    "sealer": "audit",
}
USUAL = "worker"

app = typer.Typer(
    name="amaan",
    help="Amaan: one national record of every trafficking complaint.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def enter_django(word: str) -> None:
    name = SETTINGS_OF.get(word, USUAL)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"amaan.site.settings.{name}")
    import django

    django.setup()


def mount_capabilities() -> None:
    """A capability that has commands offers them as `program` in its module `management`."""
    from django.apps import apps

    for config in apps.get_app_configs():
        name = f"{config.name}.management"
        if config.name.startswith("amaan.") and find_spec(name):
            program = getattr(import_module(name), "program", None)
            if isinstance(program, typer.Typer):
                app.add_typer(program)


def main() -> None:
    """Run the command; a state of the machine that a person can mend is told in one line."""
    word = next((part for part in sys.argv[1:] if not part.startswith("-")), "")
    node.mount(app)
    services.mount(app)
    app.add_typer(words.program)
    if word not in node.WITHOUT_DJANGO:
        enter_django(word)
        mount_capabilities()
    try:
        app()
    except (ClusterFailed, StepFailed) as failure:
        typer.secho(f"amaan: {failure}", fg="red", err=True)
        raise SystemExit(1) from failure
