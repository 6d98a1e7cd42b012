"""A pytest plugin: load the product with switches before its guards, tell which test made which
guard object, and run those tests with one guard after another turned off.

`AMAAN_GUARDS_RECORD=file` records, `AMAAN_GUARDS_BREAK=plan.json` breaks. Loaded by `-p`, before
anything of the product is imported.
"""

import builtins
import json
import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, FrameType, ModuleType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.sabotage import python_guards
from tests.sabotage.python_guards import STREAM, SWITCH, switched

OWN_FILES = set(python_guards.files())
SECONDS = 120  # for one test with a broken guard; a guard that is gone may leave a test waiting


class Board:
    """What is turned off at the moment, and who objected in which test."""

    def __init__(self) -> None:
        self.off = ""
        self.test = ""
        self.objected: dict[str, set[str]] = {}
        self.seconds: dict[str, float] = {}
        self.green: set[str] = set()

    def guard(self, name: str) -> bool:
        """Whether the guard may object; reached only where it would."""
        if name == self.off:
            return False
        self.note(name)
        return True

    def stream(self, name: str, reasons: Iterable[Any]) -> tuple[Any, ...]:
        if name == self.off:
            return ()
        found = tuple(reasons)
        if found:
            self.note(name)
        return found

    def note(self, name: str) -> None:
        if self.test:
            self.objected.setdefault(name, set()).add(self.test)


BOARD = Board()


class SwitchLoader(SourceFileLoader):
    """Compiles a module with its switches; byte code from before is not used."""

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        return compile(switched(Path(path))[0], path, "exec", dont_inherit=True)


class Finder(MetaPathFinder):
    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not name.startswith("amaan."):
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.origin and Path(spec.origin) in OWN_FILES:
            spec.loader = SwitchLoader(name, spec.origin)
        return spec


def install() -> None:
    setattr(builtins, SWITCH, BOARD.guard)
    setattr(builtins, STREAM, BOARD.stream)
    for name in [it for it in sys.modules if it.startswith("amaan.")]:
        if name not in {"amaan.node", "amaan.node.places"}:  # read to find the files
            raise RuntimeError(f"{name} was loaded before its switches")
    sys.meta_path.insert(0, Finder())


install()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    began, BOARD.test = time.monotonic(), item.nodeid
    try:
        return (yield)
    finally:
        BOARD.test = ""
        BOARD.seconds[item.nodeid] = time.monotonic() - began


def pytest_sessionfinish(session: pytest.Session) -> None:
    """One line for each guard that objected; several workers write beside each other."""
    if folder := os.environ.get("AMAAN_GUARDS_RECORD"):
        worker = os.environ.get("PYTEST_XDIST_WORKER", "")
        if not worker and session.config.option.__dict__.get("numprocesses"):
            return
        found = {name: sorted(tests) for name, tests in BOARD.objected.items()}
        record = {"objected": found, "seconds": BOARD.seconds}
        path = Path(folder) / f"{os.getpid()}.json"
        path.write_text(json.dumps(record), "utf-8")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """With a plan: each guard off in turn, its tests until one goes red."""
    plan = os.environ.get("AMAAN_GUARDS_BREAK")
    if not plan or session.config.option.collectonly:
        return None
    wanted = json.loads(Path(plan).read_text("utf-8"))
    items = {item.nodeid: item for item in session.items}
    rest = Placeholder.from_parent(session, name="between")
    with Path(f"{plan}.done").open("a", encoding="utf-8") as done:
        for name, tests in wanted.items():
            result = {
                "name": name,
                **attempt(name, [items[it] for it in tests if it in items], rest),
            }
            done.write(json.dumps(result) + "\n")
            done.flush()
            line = f"{result['outcome']:9} {result['seconds']:6.1f} s  {name}  {result['note']}\n"
            print_past_capture(line)
    return True


def print_past_capture(line: str) -> None:
    """Progress of a long run, whatever pytest keeps back."""
    if sys.__stdout__ is not None:
        sys.__stdout__.write(line)
        sys.__stdout__.flush()


# What runs in processes of its own is not seen from here.
ELSEWHERE = {"live_sites", "browser", "chromium_process", "live_node"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = [it for it in items if not ELSEWHERE & set(getattr(it, "fixturenames", ()))]


class Placeholder(pytest.Item):
    """What comes next, so that everything of the test before it is taken down."""

    def runtest(self) -> None:
        """Nothing."""


class TooLong(BaseException):
    """A test that hangs without its guard has noticed that it is gone."""


def too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TooLong


def attempt(name: str, tests: Sequence[pytest.Item], rest: pytest.Item) -> dict[str, Any]:
    began = time.monotonic()
    outcome, note = "survived", f"{len(tests)} tests stayed green"
    for item in tests:
        BOARD.off = name
        red = goes_red(item, rest)
        BOARD.off = ""
        if red and stays_green(item, rest):
            outcome, note = "noticed", item.nodeid
            break
        if red:
            outcome, note = "untried", f"{item.nodeid} is red without the break"
    return {"outcome": outcome, "note": note, "seconds": round(time.monotonic() - began, 1)}


def stays_green(item: pytest.Item, rest: pytest.Item) -> bool:
    """With every guard in its place; asked once for each test."""
    if item.nodeid not in BOARD.green and not goes_red(item, rest):
        BOARD.green.add(item.nodeid)
    return item.nodeid in BOARD.green


def goes_red(item: pytest.Item, rest: pytest.Item) -> bool:
    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(SECONDS)
    try:
        reports = runtestprotocol(item, log=False, nextitem=rest)
    except TooLong:
        return True
    finally:
        signal.alarm(0)
    return any(report.failed for report in reports)
