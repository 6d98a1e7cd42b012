"""`bin/bench beside OLD`: the commit in the folder OLD and this one, round by round in turn.

Both nodes run at the same time, so both meet the same weather of the machine; what is compared is
the ratio of the medians. Writes `benchmarks/beside-DATE.json`.
"""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

HERE = Path(__file__).parents[1]
ROUNDS = 15
GOAL = 1.10
MEASURES = {
    "intake": "begin + submit, CPU seconds of the whole node for one report",
    "list": "dossier list at 10,000 dossiers over HTTP, ms",
    "row_security": "the same 50 rows under the plain role with its pass, ms",
}
PAGES = ("/", "/reports/", "/dossiers/", "/referrals/", "/directory/", "/directory/services/")


@dataclass(slots=True)
class Side:
    """One check-out, with its node running."""

    process: "subprocess.Popen[str]"

    def ask(self, line: str) -> object:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@contextmanager
def side(folder: Path, port: int) -> Iterator[Side]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(folder),
        "AMAAN_DATA": str(folder / "var" / "beside"),
        "AMAAN_PUBLIC_PORT": str(port),
        "AMAAN_STAFF_PORT": str(port + 1),
    }
    script = Path(__file__).with_name("one_side.py")
    process = subprocess.Popen(
        [folder / ".venv/bin/python", "-P", script],
        cwd=folder,
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    found = Side(process)
    try:
        assert process.stdout
        assert json.loads(process.stdout.readline()) == "ready"
        yield found
    finally:
        assert process.stdin
        process.stdin.close()
        process.wait(60)


def commit(folder: Path) -> str:
    command = ["git", "-C", str(folder), "rev-parse", "HEAD"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def compare(old: Side, new: Side) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for name, what in MEASURES.items():
        olds: list[float] = []
        news: list[float] = []
        for number in range(ROUNDS):
            turn = ((old, olds), (new, news)) if number % 2 else ((new, news), (old, olds))
            for one, into in turn:
                into.append(float(str(one.ask(name))))
        ratio = median(news) / median(olds)
        rows.append({"what": what, "ratio": round(ratio, 3), "goal": GOAL, "met": ratio <= GOAL,
                     "old": [round(one, 4) for one in olds], "new": [round(one, 4) for one in news]})  # fmt: skip
    for path in PAGES:
        before, after = (one.ask(f"statements {path}") for one in (old, new))
        rows.append({"what": f"SQL statements of {path}", "old": before, "new": after})
    return rows


def main(folder: Path) -> None:
    with side(folder, 8110) as old, side(HERE, 8120) as new:
        rows = compare(old, new)
    found = {
        "date": date.today().isoformat(),  # noqa: DTZ011  (the day of the person who runs it)
        "machine": f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end",
        "old": commit(folder),
        "new": commit(HERE),
        "rows": rows,
    }
    text = json.dumps(found, indent=1) + "\n"
    (HERE / "benchmarks" / f"beside-{found['date']}.json").write_text(text)
    for row in rows:
        print({name: row[name] for name in row if name not in ("old", "new") or "ratio" not in row})
