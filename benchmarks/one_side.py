"""One of two commits that are measured beside each other: a node of its own, and one round whenever
it is asked for one.

Run inside either check-out with its own Python; it uses nothing but the names that the benchmarks
of both have. Lines come in by standard input (`intake`, `list`, `row_security`, `statements PATH`);
each is answered by one line of JSON.
"""

import json
import os
import shutil
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

ANSWERS = sys.stdout
sys.stdout = sys.stderr  # what a node says on its way is not an answer


def say(found: object) -> None:
    print(json.dumps(found), file=ANSWERS, flush=True)


def main() -> None:
    own: Any = import_module("benchmarks.__main__")
    shutil.rmtree(own.places().data, ignore_errors=True)
    node = own.Demonstration(own.places(), print)
    node.start()
    try:
        serve(own.places().data)
    finally:
        node.stop()


def serve(data: Path) -> None:
    from benchmarks import intake, lists, measuring
    from benchmarks.visitor import Client

    lists.enter("staff")
    from benchmarks import scene

    seat = scene.seat("sw.gujrat")
    scene.make_dossiers(seat.unit, lists.DOSSIERS)
    cookie = {scene.PASS_COOKIE: seat.secret.hex()}
    browser = Client(f"http://localhost:{os.environ['AMAAN_STAFF_PORT']}", cookies=cookie)

    def one_intake(_: str) -> float:
        return intake.one_round(data).begin_and_submit

    def one_list(_: str) -> float:
        times = []
        for _run in range(20):
            began = time.perf_counter()
            assert browser.get("/dossiers/").status == 200
            times.append((time.perf_counter() - began) * 1000)
        return median(times)

    def one_row_security(_: str) -> float:
        with scene.as_app(seat.secret) as app:
            return median([lists.once(app, seat.unit) for _ in range(50)])

    def statements(path: str) -> int:
        return scene.queries_of(path, cookie)

    answers: dict[str, Callable[[str], object]] = {
        "intake": one_intake,
        "list": one_list,
        "row_security": one_row_security,
        "statements": statements,
    }
    measuring.quiet_node(data)
    say("ready")
    for line in sys.stdin:
        word, _, rest = line.strip().partition(" ")
        say(answers[word](rest))


if __name__ == "__main__":
    main()
