"""What do the life cycles, permissions, facts and tables look like, read from the code that
runs?
"""

import pkgutil
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

import amaan
from amaan.access.permissions import Permission
from amaan.kernel.lifecycle import Lifecycle
from amaan.kernel.words import FACT, LANGUAGES, Catalogue
from amaan.node.places import REPOSITORY

Row = Sequence[object]
FAR = """How far a fact of a kind may travel: `PUBLIC`, its reporter sees it behind the code;
`NATIONAL`, the centre receives it from a province; `NODE`, it stays where it was recorded."""


def table(head: Row, rows: Iterable[Row]) -> str:
    """A Markdown table; bars inside a cell are escaped."""
    lines: list[Row] = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell(it) for it in line)} |" for line in lines) + "\n"


def cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")


def found_lifecycles() -> list[tuple[str, Lifecycle]]:
    """Every Lifecycle that a module of rules declares, with the module."""
    found: dict[str, tuple[str, Lifecycle]] = {}
    for info in pkgutil.walk_packages(amaan.__path__, "amaan."):
        if info.name.split(".")[2:3] == ["rules"]:
            for value in vars(import_module(info.name)).values():
                if isinstance(value, Lifecycle):
                    found.setdefault(value.tag, (info.name, value))
    return [found[tag] for tag in sorted(found)]


def lifecycles() -> str:
    parts = ["# Life cycles\n"]
    for module, machine in found_lifecycles():
        parts.append(f"## {machine.tag}\n\n`{module}`\n\n```mermaid\n{diagram(machine)}```\n")
    return "\n".join(parts)


def diagram(machine: Lifecycle) -> str:
    """Sorted edges: a table built from a set has another order in every process."""
    head, *edges = machine.mermaid().splitlines()
    return "\n".join([head, *sorted(edges), ""])


def permissions() -> str:
    """Every permission with the roles that hold it and the routes that ask for it."""
    from amaan.security.rules.roles import PERMISSIONS
    from amaan.site.documents.routes import routes_by_permission

    routes = routes_by_permission()
    rows = [
        (
            f"`{permission}`",
            ", ".join(str(name) for name, held in PERMISSIONS.items() if permission in held),
            "<br>".join(f"`{route}`" for route in routes.get(permission, ())),
        )
        for permission in Permission
    ]
    return "# Permissions\n\n" + table(("Permission", "Roles", "Routes"), rows)


def facts() -> str:
    """Every kind of fact with its release class and its words in both languages."""
    rows = [
        (f"`{kind}`", release, *map(catalogue.entries[FACT, kind].get, LANGUAGES))
        for file in sorted((REPOSITORY / "src" / "amaan").glob("*/words.toml"))
        for catalogue in [Catalogue.load(file)]
        for kind, release in catalogue.releases.items()
    ]
    return f"# Facts\n\n{FAR}\n\n" + table(("Kind", "Release", "English", "Urdu"), sorted(rows))


def data_dictionary() -> str:
    parts = ["# Data dictionary\n"]
    for config in apps.get_app_configs():
        models = [it for it in config.get_models() if it.__module__.startswith("amaan.")]
        if models:
            parts.append(f"## {config.label}\n")
            parts += [entry_of(model) for model in models]
    return "\n".join(parts)


def entry_of(model: type[Model]) -> str:
    sentence = (model.__doc__ or "").strip().split("\n\n")[0]
    says = "" if sentence.startswith(f"{model.__name__}(") else " ".join(sentence.split())
    fields = table(("Column", "Type", "May be empty", "Points to"), map(column_of, columns(model)))
    names = [f"`{it.name}`" for it in model._meta.constraints]
    promises = f"\nPromises: {', '.join(names)}\n" if names else ""
    return f"### {model._meta.db_table}\n\n{says}\n\n{fields}{promises}"


def columns(model: type[Model]) -> "Iterator[Field[Any, Any]]":
    yield from (it for it in model._meta.get_fields() if isinstance(it, Field) and it.column)


def column_of(field: "Field[Any, Any]") -> Row:
    related = field.related_model
    points = related._meta.db_table if isinstance(related, type) else ""
    return (f"`{field.column}`", type(field).__name__, "yes" if field.null else "", points)
