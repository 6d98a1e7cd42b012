"""Does the code keep to the measures of style.md? Files, functions, arguments, nesting, names."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from amaan.node.places import REPOSITORY

SOURCE = REPOSITORY / "src" / "amaan"
FILE_LINES, FUNCTION_LINES, ARGUMENTS = 400, 40, 5  # the linter counts characters
FUNCTION_MEDIAN, FUNCTION_NINETIETH = 8, 25
JUNK = {"util", "utils", "helper", "helpers", "common", "misc"}
# A declared table has one keyword for each verb and role; nothing else calls these.
EXCUSED = {"src/amaan/kernel/row_security.py"}
FREE = {"self", "cls", "by", "at"}  # who acts and when do not count
Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources() -> list[Path]:
    found = [*SOURCE.rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def lines_of(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def functions_in(path: Path) -> list[Function]:
    tree = ast.parse(path.read_text("utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def faults_of(path: Path) -> Iterator[str]:
    """Everything in one file that breaks a measure, with its place."""
    where = path.relative_to(REPOSITORY)
    text = path.read_text("utf-8")
    if len(text.splitlines()) > FILE_LINES:
        yield f"{where}: {len(text.splitlines())} lines, at most {FILE_LINES}"
    if path.stem in JUNK or path.parent.name in JUNK:
        yield f"{where}: name the thing"
    if path.name == "__init__.py" and path.parent.parent == SOURCE and text.strip():
        yield f"{where}: a capability's __init__ stays empty"
    elif text.strip() and ast.get_docstring(ast.parse(text)) is None:
        yield f"{where}: which question does this module answer?"
    for function in functions_in(path):
        yield from function_faults(where, function)


def function_faults(where: Path, function: Function) -> Iterator[str]:
    place = f"{where}:{function.lineno} {function.name}"
    if lines_of(function) > FUNCTION_LINES:
        yield f"{place}: {lines_of(function)} lines, at most {FUNCTION_LINES}"
    names = [
        it.arg
        for it in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
    ]
    counted = [name for name in names if name not in FREE]
    excused = str(where) in EXCUSED or is_typer_command(function)
    if len(counted) > ARGUMENTS and not excused:
        yield f"{place}: {len(counted)} arguments, at most {ARGUMENTS}"


def is_typer_command(function: Function) -> bool:
    """On the command line each option is an argument: there the person counts, not the caller."""
    return any("command" in ast.unparse(it) for it in function.decorator_list)


def measures() -> dict[str, float]:
    paths = [path for path in sources() if path.read_text("utf-8").strip()]
    functions = [lines_of(it) for path in paths for it in functions_in(path)]
    return {
        "files": len(paths),
        "file median": median(len(path.read_text("utf-8").splitlines()) for path in paths),
        "functions": len(functions),
        "function median": median(functions),
        "function 90th percentile": quantiles(functions, n=10)[-1],
    }


def faults() -> Iterator[str]:
    for path in sources():
        yield from faults_of(path)
    found = measures()
    for name, limit in (
        ("function median", FUNCTION_MEDIAN),
        ("function 90th percentile", FUNCTION_NINETIETH),
    ):
        if found[name] > limit:
            yield f"{name} is {found[name]}, at most {limit}"


def main() -> int:
    found = list(faults())
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.stdout.write(f"{measures()}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
