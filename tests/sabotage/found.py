"""Guards that are found: those of the Python code and those of the database, each broken by itself.

What came of it stands in `results_python.json` and `results_sql.json`, kept by the guard's version
(its function, or its text and its lines), so that only what changed is tried again. Which test made
which guard object is recorded by running the tests once (`bin/prove sabotage record`); the record
stays under `var/` and is asked for new guards and for those that no test noticed.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from amaan.node.places import REPOSITORY
from tests.sabotage.python_guards import Guard, digest, guards

HERE = Path(__file__).parent
PYTHON, SQL = HERE / "results_python.json", HERE / "results_sql.json"
WORK = REPOSITORY / "var" / "sabotage"
RECORD = WORK / "record"
# In this order a stopped recording has seen the cheap ones; the rest runs in processes of its own.
RECORDED: Final = (
    "tests/rules", "tests/actions", "tests/adapters", "tests/queries", "tests/web", "tests/matrix",
    "tests/adversity",
)  # fmt: skip
MOST_TESTS = 12  # for one guard, the quickest first
NEVER = "no test made it object"
Results = dict[str, dict[str, Any]]


def read(path: Path) -> Results:
    if not path.exists():
        return {}
    return {row["name"]: row for row in json.loads(path.read_text("utf-8"))}


def write(path: Path, results: Results) -> None:
    """One line for each guard, so that two branches can be put together."""
    lines = [json.dumps(results[name], ensure_ascii=False) for name in sorted(results)]
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", "utf-8")


def pytest(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", *arguments]
    return subprocess.run(
        command, cwd=REPOSITORY, env=os.environ | environment, check=False
    ).returncode


def record(parts: Sequence[str]) -> int:
    """Run the tests with switches before the guards and keep who made which object; with parts
    named, these are added to what is recorded already.
    """
    RECORD.mkdir(parents=True, exist_ok=True)
    for old in () if parts else RECORD.glob("*.json"):
        old.unlink()
    worst = 0
    for part in parts or RECORDED:
        told = {"AMAAN_GUARDS_RECORD": str(RECORD)}
        worst |= pytest(["-p", "tests.sabotage.plugin", part], told)
    return worst


def recorded() -> tuple[dict[str, set[str]], dict[str, float]]:
    objected: dict[str, set[str]] = {}
    seconds: dict[str, float] = {}
    for path in RECORD.glob("*.json"):
        found = json.loads(path.read_text("utf-8"))
        seconds |= found["seconds"]
        for name, tests in found["objected"].items():
            objected.setdefault(name, set()).update(tests)
    return objected, seconds


def version_of(guard: Guard, test: str) -> str:
    """Changes with the guard's function and with the file of the test that noticed it."""
    path = REPOSITORY / test.partition("::")[0]
    text = path.read_text("utf-8") if test and path.is_file() else ""
    return digest(f"{guard.version} {text}")[:16]


def plan(known: Results, names: Sequence[str]) -> dict[str, list[str]]:
    """What has to be tried: the test that noticed it last, then those in which it objected."""
    objected, seconds = recorded()
    found = {}
    for guard in guards():
        last = known.get(guard.name, {})
        test = str(last.get("test", ""))
        wanted = not names or any(name in guard.name for name in names)
        if not wanted or (test and last["version"] == version_of(guard, test) and not names):
            continue
        quick = sorted(objected.get(guard.name, ()), key=lambda it: seconds.get(it, 0))
        found[guard.name] = list(dict.fromkeys([*([test] if test else []), *quick]))[:MOST_TESTS]
    return found


def python(names: Sequence[str]) -> int:
    """Turn off each guard of the code that changed; 1 when one stays unseen."""
    known = {name: row for name, row in read(PYTHON).items() if name in by_name()}
    wanted = plan(known, names)
    run_plan(WORK / "python.json", {name: tests for name, tests in wanted.items() if tests})
    today = date.today().isoformat()  # noqa: DTZ011  (the day on this machine's wall)
    for name, tests in wanted.items():
        if not tests:
            known[name] = {"name": name, "version": "", "test": "", "outcome": NEVER, "date": today}
    for row in done(WORK / "python.json"):
        test = row["note"] if row["outcome"] == "noticed" else ""
        guard = by_name()[row["name"]]
        known[row["name"]] = {
            "name": row["name"],
            "version": version_of(guard, test),
            "test": test,
            "outcome": row["outcome"],
            "date": today,
        }
    write(PYTHON, known)
    Path(f"{WORK / 'python.json'}.done").unlink(missing_ok=True)
    return tell(known, {name: guard.place for name, guard in by_name().items()})


def run_plan(path: Path, wanted: Mapping[str, Sequence[str]]) -> None:
    """A stopped run goes on where it stopped: what is done is not in the plan again."""
    WORK.mkdir(parents=True, exist_ok=True)
    finished = {row["name"] for row in done(path)}
    left = {name: tests for name, tests in wanted.items() if name not in finished}
    if not left:
        return
    path.write_text(json.dumps(left), "utf-8")
    files = sorted({test.partition("::")[0] for tests in left.values() for test in tests})
    there = [file for file in files if (REPOSITORY / file).exists()]
    pytest(["-p", "tests.sabotage.plugin", *there], {"AMAAN_GUARDS_BREAK": str(path)})


def done(path: Path) -> list[dict[str, Any]]:
    finished = Path(f"{path}.done")
    return (
        [json.loads(line) for line in finished.read_text("utf-8").splitlines()]
        if (finished.exists())
        else []
    )


def by_name() -> dict[str, Guard]:
    return {guard.name: guard for guard in guards()}


def sql() -> int:
    """Break each guard of the database that changed, in a clone; 1 when one stays unseen."""
    known = read(SQL)
    path = WORK / "sql.json"
    WORK.mkdir(parents=True, exist_ok=True)
    noticed = {n: row["version"] for n, row in known.items() if row["outcome"] == "noticed"}
    path.write_text(json.dumps(noticed), "utf-8")
    Path(f"{path}.done").unlink(missing_ok=True)
    pytest(["tests/policies/test_broken_on_purpose.py"], {"AMAAN_GUARDS_BREAK": str(path)})
    today = date.today().isoformat()  # noqa: DTZ011
    for row in done(path):
        known[row["name"]] = {
            "name": row["name"],
            "version": row["version"],
            "outcome": row["outcome"],
            "note": row["note"],
            "date": today,
        }
    write(SQL, known)
    return tell(known, {})


def tell(known: Results, places: Mapping[str, str]) -> int:
    unseen = [row for row in known.values() if row["outcome"] != "noticed"]
    for row in unseen:
        place = places.get(row["name"], "")
        sys.stdout.write(f"{row['outcome']:24} {place}  {row['name']}  {row.get('note', '')}\n")
    sys.stdout.write(f"{len(known) - len(unseen)} noticed, {len(unseen)} not\n")
    return 1 if unseen else 0


def unproved() -> Iterator[str]:
    """Guards of the code that nobody has seen missed by a test, with their places."""
    known = read(PYTHON)
    for guard in guards():
        if known.get(guard.name, {}).get("outcome") != "noticed":
            yield f"{guard.place} {guard.text[:80]}"
