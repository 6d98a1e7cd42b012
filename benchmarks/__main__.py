"""`bin/bench`: start a node of its own, measure, write `benchmarks/latest.json` and a dated copy.
`bin/bench beside OLD`: this commit and the one checked out in OLD, in turn.

The goals are those of the issue texts; `met` follows from the measurement and is never written by
hand.
"""

import json
import os
import platform
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("AMAAN_DATA", str(Path(__file__).parents[1] / "var" / "bench"))
os.environ.setdefault("AMAAN_PUBLIC_PORT", "8010")
os.environ.setdefault("AMAAN_STAFF_PORT", "8011")

from amaan.demo.demonstration import Demonstration
from amaan.node.places import places
from benchmarks.measuring import Measured

HERE = Path(__file__).parent


def machine() -> str:
    with Path("/proc/meminfo").open() as lines:
        kilobytes = int(next(lines).split()[1])
    return f"{platform.machine()}, {os.cpu_count()} cores, {kilobytes // 1024**2} GB"


def row_of(found: Measured) -> dict[str, object]:
    """One object of the result file."""
    ratio = found.ours / found.theirs if found.theirs else None
    return {
        "issue": found.issue,
        "work": found.work,
        "ours": round(found.ours, 4),
        "unit": found.unit,
        "peer": found.peer,
        "theirs": round(found.theirs, 4) if found.theirs else None,
        "ratio": round(ratio, 3) if ratio else None,
        "goal": found.goal,
        "met": found.met,
        "machine": machine(),
        "date": date.today().isoformat(),  # noqa: DTZ011  (the day of the person who runs it)
        "raw": found.raw,
    }


def main() -> int:
    from benchmarks import intake, keyservice, lists

    shutil.rmtree(places().data, ignore_errors=True)
    node = Demonstration(places(), print)
    found: list[Measured] = []
    try:
        node.start()
        parts: tuple[Callable[[], list[Measured]], ...] = (
            intake.measure,
            lists.measure,
            keyservice.measure,
        )
        for part in parts:
            found += part()
    finally:
        node.stop()
    rows = [row_of(one) for one in found]
    text = json.dumps(rows, indent=1, ensure_ascii=False) + "\n"
    (HERE / "latest.json").write_text(text)
    (HERE / f"spine-{date.today().isoformat()}.json").write_text(text)  # noqa: DTZ011
    for row in rows:
        mark = "met" if row["met"] else "NOT MET"
        print(f"{mark:8} {row['work']}: {row['ours']} {row['unit']} (goal {row['goal']})")
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["beside"]:
        from benchmarks import beside

        beside.main(Path(sys.argv[2]).resolve())
        sys.exit(0)
    sys.exit(main())
