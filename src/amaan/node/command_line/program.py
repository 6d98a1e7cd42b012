"""How is a word on the command line led to the code that does it, under the database role that the
work needs?
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec

import typer

from amaan.node.cluster import ClusterFailed
from amaan.node.command_line import node, services, words
from amaan.node.database import KIND, StepFailed
from amaan.node.patience import take_time

# A command that touches the database runs under the settings, and so the role, that its work needs.
KIND_OF = {
    "administrator": "owner",
    "audit": "audit",
    "django": "owner",
    "node": "owner",
    "sealer": "audit",
}
USUAL = "worker"
# These start where there is no database yet, or have no use for one.
WITHOUT_DJANGO = frozenset({"keyd", "node", "serve", "words"})


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above `node`, handed down by the entry: the package with a settings module for
    each kind of process, modules with commands of their own, by their word, and the kind of process
    that such a word starts when nobody says another.
    """

    settings: str
    programs: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)


def name_settings(above: Above, word: str) -> None:
    """Whoever starts the process may name its kind, or the very settings."""
    kind = os.environ.get(KIND) or above.kinds.get(word) or KIND_OF.get(word, USUAL)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"{above.settings}.{kind}")


def enter_django(app: typer.Typer) -> None:
    """A capability that has commands offers them as `program` in its module `management`."""
    import django
    from django.apps import apps

    django.setup()
    for config in apps.get_app_configs():
        name = f"{config.name}.management"
        if config.name.startswith("amaan.") and find_spec(name):
            mount(app, name)


def mount(app: typer.Typer, module: str) -> None:
    program = getattr(import_module(module), "program", None)
    if isinstance(program, typer.Typer):
        app.add_typer(program)


def commands(above: Above, word: str) -> typer.Typer:
    """The program with every command that `word` may mean."""
    app = typer.Typer(
        name="amaan",
        help="Amaan: one national record of every trafficking complaint.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    node.mount(app)
    services.mount(app)
    app.add_typer(words.program)
    if word not in WITHOUT_DJANGO:
        enter_django(app)
    if word in above.programs:
        mount(app, above.programs[word])
    return app


def main(above: Above) -> None:
    """Run the command; a state of the machine that a person can mend is told in one line."""
    word = next((part for part in sys.argv[1:] if not part.startswith("-")), "")
    name_settings(above, word)
    take_time(word)
    try:
        commands(above, word)()
    except (ClusterFailed, StepFailed) as failure:
        typer.secho(f"amaan: {failure}", fg="red", err=True)
        raise SystemExit(1) from failure
