"""`amaan generate`: write docs/generated from the code; `--check` says where they differ and writes
nothing.
"""

from collections.abc import Callable, Mapping
from difflib import unified_diff
from itertools import islice
from typing import Annotated

import typer

from amaan.node.places import REPOSITORY

FOLDER = REPOSITORY / "docs" / "generated"
SHOWN_LINES = 20
program = typer.Typer()
NOTE = "<!-- Written by `amaan generate` from the code: change the code, not this file. -->\n\n"


def documents() -> Mapping[str, Callable[[], str]]:
    """One document, one function that returns its whole text."""
    from amaan.site.documents import of_code, of_policies, of_proofs

    return {
        "lifecycles.md": of_code.lifecycles,
        "permissions.md": of_code.permissions,
        "policies.md": of_policies.policies,
        "roles.md": of_policies.roles,
        "facts.md": of_code.facts,
        "data_dictionary.md": of_code.data_dictionary,
        "invariants.md": of_proofs.invariants,
        "security_tests.md": of_proofs.security_tests,
    }


@program.command()
def generate(
    *, check: Annotated[bool, typer.Option(help="only say what would change")] = False
) -> None:
    """Write the documents that are made from code and tests."""
    texts = {name: f"{NOTE}{text().rstrip()}\n" for name, text in documents().items()}
    changed = [name for name, text in texts.items() if text != present(name)]
    for name in changed:
        if check:
            show_difference(name, texts[name])
        else:
            FOLDER.mkdir(parents=True, exist_ok=True)
            (FOLDER / name).write_text(texts[name], "utf-8")
            typer.echo(f"wrote docs/generated/{name}")
    if check and changed:
        typer.echo(f"run `amaan generate`: {', '.join(changed)}")
        raise SystemExit(1)


def present(name: str) -> str:
    path = FOLDER / name
    return path.read_text("utf-8") if path.exists() else ""


def show_difference(name: str, wanted: str) -> None:
    there = present(name).splitlines()
    lines = unified_diff(there, wanted.splitlines(), name, "code", lineterm="", n=0)
    typer.echo("\n".join(islice(lines, SHOWN_LINES)))
