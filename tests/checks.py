"""`bin/check`: everything that can be said about the form of the code, each part reported, none
hiding another.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from amaan.node.places import REPOSITORY

BIN = Path(sys.executable).parent
AMAAN = (sys.executable, "-m", "amaan")


@dataclass(frozen=True, slots=True)
class Check:
    """One part; every command of it must end well."""

    name: str
    commands: tuple[Sequence[str], ...]
    settings: str = "owner"


CHECKS = (
    Check("types", ((str(BIN / "mypy"), "src", "tests", "benchmarks"),), "test"),
    Check("format", ((str(BIN / "ruff"), "format", "--check", "--quiet", "src", "tests"),)),
    Check("lint", ((str(BIN / "ruff"), "check", "--quiet", "src", "tests"),)),
    Check("arrows", ((str(BIN / "lint-imports"),),)),
    Check("sizes", ((sys.executable, "-m", "tests.architecture.sizes"),)),
    Check("asked", ((sys.executable, "-m", "tests.architecture.asked"),)),
    Check("callers", ((sys.executable, "-m", "tests.architecture.callers"),)),
    Check("templates", ((sys.executable, "-m", "tests.architecture.templates_read"),)),
    Check("secrets", ((sys.executable, "-m", "tests.architecture.secrets_scan"),)),
    Check("words", ((*AMAAN, "words", "check"),)),
    Check("migrations", ((*AMAAN, "django", "makemigrations", "--check", "--dry-run"),)),
    Check("documents", ((*AMAAN, "generate", "--check"),)),
    Check("public site", ((*AMAAN, "django", "check"),), "public"),
    Check("staff site", ((*AMAAN, "django", "check"),), "staff"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a part said, and how many seconds it took."""

    check: Check
    passed: bool
    seconds: float
    output: str


def run(check: Check) -> Outcome:
    began = time.monotonic()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": f"amaan.site.settings.{check.settings}",
        "PYTHONPATH": str(REPOSITORY / "src"),
        "NO_COLOR": "1",
    }
    done = [
        subprocess.run(
            command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False
        )
        for command in check.commands
    ]
    passed = all(it.returncode == 0 for it in done)
    output = "".join(it.stdout + it.stderr for it in done)
    return Outcome(check, passed, time.monotonic() - began, output)


def outcomes(names: Sequence[str]) -> Iterator[Outcome]:
    wanted = [check for check in CHECKS if not names or check.name in names]
    with ThreadPoolExecutor(max_workers=2) as pool:
        yield from pool.map(run, wanted)


def main() -> int:
    failed = []
    for outcome in outcomes(sys.argv[1:]):
        mark = "good" if outcome.passed else "BAD "
        sys.stdout.write(f"{mark} {outcome.check.name:12} {outcome.seconds:5.1f} s\n")
        if not outcome.passed:
            failed.append(outcome.check.name)
            sys.stdout.write(outcome.output[-8000:] + "\n")
        sys.stdout.flush()
    sys.stdout.write(
        f"bin/check: {'nothing to mend' if not failed else 'mend ' + ', '.join(failed)}\n"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
