"""`amaan words`: compile the catalogues, or name the words that a language lacks."""

import typer

from amaan.node.words import code_faults, compile_all, disagreements, faults

program = typer.Typer(name="words", help="Words of the screens in both languages.")


@program.command("compile")
def compile_words() -> None:
    """Make the files that Django reads."""
    compile_all()


@program.command()
def check() -> None:
    """Name every word that is missing, empty, broken, no longer used or said twice."""
    found = [*map(str, [*faults(), *disagreements()]), *code_faults()]
    for line in found:
        typer.echo(line)
    if found:
        raise SystemExit(1)
