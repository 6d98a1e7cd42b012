"""Does any test notice when a guard is broken? Three kinds: guards of the Python code and of the
database are found and broken by themselves (`found`); what neither of these can break stands in a
file of one line each, and the marked tests run in a copy of the tree.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path

from amaan.node.places import REPOSITORY
from tests.sabotage import found

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
COPIED = ("src", "tests", "data", "docs", "pyproject.toml", "requirements")
LINKED = ("node_modules", ".venv")
ALL_PASSED, SOME_FAILED = 0, 1
SECONDS = 900


@dataclass(frozen=True, slots=True)
class Break:
    """One guard broken by one line."""

    name: str
    proves: str
    file: str
    find: str
    replace: str
    tests: str = "tests"

    @property
    def marker(self) -> tuple[str, str]:
        kind, _, number = self.proves.partition(" ")
        return kind, number


@dataclass(frozen=True, slots=True)
class Result:
    """`outcome` is `noticed`, `survived`, or `untried` with the reason."""

    name: str
    proves: str
    outcome: str
    date: str
    seconds: int
    note: str = ""


def breaks(names: Sequence[str]) -> Iterator[Break]:
    for file in sorted(HERE.glob("*.toml")):
        if not names or file.stem in names:
            yield Break(name=file.stem, **tomllib.loads(file.read_text("utf-8")))


def copy_tree(target: Path) -> None:
    for name in COPIED:
        source = REPOSITORY / name
        if source.is_dir():
            skip = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, target / name, ignore=skip, symlinks=True)
        elif source.exists():
            shutil.copy2(source, target / name)
    for name in LINKED:
        (target / name).symlink_to(REPOSITORY / name)


def apply(broken: Break, tree: Path) -> str:
    """Break the guard; the reason when it cannot be done."""
    path = tree / broken.file
    if not path.exists():
        return f"{broken.file} is not there"
    text = path.read_text("utf-8")
    if text.count(broken.find) != 1:
        return f"found {text.count(broken.find)} times, not once"
    path.write_text(text.replace(broken.find, broken.replace), "utf-8")
    return ""


def run_tests(broken: Break, tree: Path) -> subprocess.CompletedProcess[str]:
    """The tests that carry the number, in the broken tree, on a server of its own kind of
    template.
    """
    kind, number = broken.marker
    environment = os.environ | {
        "PYTHONPATH": str(tree / "src"),
        "AMAAN_TEST_DATA": str(REPOSITORY / "var" / "test"),
        "AMAAN_MARKED": f"{kind} {number}",
    }
    command = [sys.executable, "-m", "pytest", "-q", "-x", "--no-header", "-p", "no:cacheprovider"]
    return subprocess.run(
        [*command, *broken.tests.split()],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )


@cache
def red_unbroken(proves: str, tests: str) -> str:
    """What the marked tests say with every guard whole; empty when they pass, as they must."""
    whole = Break(name="", proves=proves, file="", find="", replace="", tests=tests)
    with tempfile.TemporaryDirectory(prefix="amaan-sabotage-") as folder:
        copy_tree(Path(folder))
        done = run_tests(whole, Path(folder))
    if done.returncode == ALL_PASSED:
        return ""
    return f"not green without the break: {(done.stdout.strip().splitlines() or ['?'])[-1]}"


def attempt(broken: Break) -> Result:
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="amaan-sabotage-") as folder:
        tree = Path(folder)
        copy_tree(tree)
        try:
            obstacle = red_unbroken(broken.proves, broken.tests) or apply(broken, tree)
            outcome, note = ("untried", obstacle) if obstacle else judged(run_tests(broken, tree))
        except subprocess.TimeoutExpired:
            outcome, note = "untried", f"the tests took longer than {SECONDS} s"
    seconds = round(time.monotonic() - began)
    today = date.today().isoformat()  # noqa: DTZ011  (the day on this machine's wall)
    return Result(broken.name, broken.proves, outcome, today, seconds, note)


def judged(done: subprocess.CompletedProcess[str]) -> tuple[str, str]:
    """Red tests noticed the break; an error before any test ran is no proof."""
    lines = done.stdout.strip().splitlines()
    last = lines[-1] if lines else ""
    if done.returncode == SOME_FAILED and " failed" in f" {last}":
        return "noticed", next((it for it in lines if it.startswith("FAILED")), last)[:200]
    if done.returncode == ALL_PASSED:
        return "survived", last
    return "untried", (last or done.stderr[-200:])[:200]


def keep(results: Sequence[Result]) -> None:
    """Newer results replace older ones of the same name."""
    there = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else []
    known = {file.stem for file in HERE.glob("*.toml")}
    merged = {it["name"]: it for it in there if it["name"] in known}
    merged |= {it.name: asdict(it) for it in results}
    text = json.dumps([merged[name] for name in sorted(merged)], indent=1, ensure_ascii=False)
    RESULTS.write_text(text + "\n", "utf-8")


def main() -> int:
    """`python [PART OF A NAME…]`, `sql`, `record [PATH…]`, `lines [NAME…]`; without a word all but
    the record.
    """
    kind, *names = sys.argv[1:] or ["all"]
    if kind == "record":
        return found.record(names)
    worst = 0
    if kind in {"all", "python"}:
        worst |= found.python(names)
    if kind in {"all", "sql"}:
        worst |= found.sql()
    if kind in {"all", "lines"}:
        worst |= lines(names)
    return worst


def lines(names: Sequence[str]) -> int:
    results = []
    for broken in breaks(names):
        result = attempt(broken)
        results.append(result)
        keep([result])  # at once: a run that is stopped loses nothing
        line = f"{result.outcome:9} {result.seconds:4} s  {result.proves:14} {result.name}"
        sys.stdout.write(f"{line}  {result.note}\n")
        sys.stdout.flush()
    bad = [it for it in results if it.outcome != "noticed"]
    sys.stdout.write(
        f"{len(results) - len(bad)} noticed, {len(bad)} not: see tests/sabotage/results.json\n"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
