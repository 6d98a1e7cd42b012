"""What does a person see who loads a file: progress, a report to read, or the lines to mend?"""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timezone
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn
from rich.table import Table

from amaan.kernel.actor import Actor
from amaan.kernel.reasons import OutsideFailed, Refused
from amaan.statistics.actions import ClaimsLoaded, Loaded, import_official, load_claims
from amaan.ui import catalogues

Result = TypeVar("Result")

LANGUAGE = "en"
DONE, REFUSED, FAILED = 0, 1, 2
Report = list[Table | str]


def load_official_file(file: Path, as_of: date | None, console: Console | None = None) -> int:
    """Load a UNODC file and print a report; the exit code is 0, 1 when refused."""
    screen = console or Console()

    def load() -> Loaded:
        return import_official(
            content=file.read_bytes(),
            name=file.name,
            as_of=as_of,
            by=Actor.system("import"),
            at=datetime.now(timezone.utc),
        )

    return run_with_spinner(screen, file, load, official_report)


def load_claims_file(file: Path, console: Console | None = None) -> int:
    """Load published figures and print a report; the exit code is 0, or 1 when refused."""
    screen = console or Console()

    def load() -> ClaimsLoaded:
        return load_claims(
            content=file.read_bytes(),
            name=file.name,
            by=Actor.system("import"),
            at=datetime.now(timezone.utc),
        )

    return run_with_spinner(screen, file, load, claims_report)


def run_with_spinner(
    screen: Console,
    file: Path,
    load: Callable[[], Result],
    report: Callable[[Result], Report],
) -> int:
    """Run `load` under a spinner, then print its report or what to mend."""
    columns = SpinnerColumn(), TextColumn("{task.description}")
    bar = Progress(*columns, console=screen, transient=True)
    try:
        with bar:
            bar.add_task(f"Reading {file.name}")
            result = load()
    except Refused as refused:
        screen.print(f"{file.name} was not loaded; nothing has changed.", style="bold red")
        for one in refused.reasons:
            words = catalogues.say("statistics:reason", one.code, LANGUAGE, **one.params)
            screen.print(f"  {words}", markup=False, highlight=False)
        return REFUSED
    except OutsideFailed as failed:
        screen.print(
            f"Nothing has changed: the key service gives no mark ({failed}).", style="bold red"
        )
        screen.print("  Start this node's services and run the command again.")
        return FAILED
    for part in report(result):
        screen.print(part)
    return DONE


def verdict(fresh: bool) -> str:  # noqa: FBT001
    return "Loaded." if fresh else "This content is loaded already. Nothing has changed."


def official_report(loaded: Loaded) -> Report:
    """Counts, what was set aside by cause, repetitions, and findings by kind."""
    sorting = loaded.sorted
    table = Table(title="Official figures", show_header=False)
    table.add_column(style="bold")
    table.add_column(justify="right")
    table.add_row("lines read", str(sorting.read))
    table.add_row("figures loaded", str(len(sorting.loaded)))
    table.add_row("lines that say <5 (never a number)", str(sorting.suppressed))
    table.add_row("set aside", str(len(sorting.quarantined)))
    for cause, count in Counter(one.cause for one in sorting.quarantined).items():
        table.add_row(f"  {label_words('cause', cause)}", str(count))
    table.add_row("repeated lines, one kept", str(len(sorting.duplicates)))
    for row, first in sorting.duplicates:
        table.add_row(f"  line {row.line} repeats line {first}", "")
    table.add_row("findings", str(len(loaded.findings)))
    for kind, count in Counter(one.kind for one in loaded.findings).items():
        table.add_row(f"  {kind.replace('_', ' ').lower()}", str(count))
    return [table, verdict(loaded.fresh)]


def label_words(kind: str, code: str) -> str:
    return catalogues.say(f"statistics:label.{kind}", code, LANGUAGE)


def claims_report(loaded: ClaimsLoaded) -> Report:
    table = Table(title="Published figures", show_header=False)
    table.add_column(style="bold")
    table.add_column(justify="right")
    table.add_row("lines read", str(loaded.claims))
    table.add_row("figures split from them", str(loaded.values))
    table.add_row("lines kept raw", str(len(loaded.raw_lines)))
    for line in loaded.raw_lines:
        table.add_row(f"  line {line}", "")
    return [table, verdict(loaded.fresh)]
