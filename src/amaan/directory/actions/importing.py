"""Bringing a file in: a preview that changes nothing, then all of its rows or none."""

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from amaan.access.transactions import action
from amaan.directory.actions.import_kinds import KINDS, ImportKind, Moment
from amaan.directory.models import ImportRun, ImportState
from amaan.directory.rules.importing import FIRST_ROW, Problem, Report, problem_of, read_file
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact, Release
from amaan.kernel.reasons import NotFound, Reason, Refused
from amaan.ledger.actions import record

NAME_KEPT: Final = 120


def report_on(kind: str, content: bytes, *, by: Actor, at: datetime) -> Report[Any]:
    """Every problem of a file: in its form, and against what the directory holds. Raises Refused
    `import-kind-unknown`.

    Reads only; call inside `reading` or an action.
    """
    if kind not in KINDS:
        raise Refused(Reason("import-kind-unknown"))
    wanted = KINDS[kind]
    report = read_file(content, wanted.layout)
    if report.problems:
        return report
    found = tuple(objections(wanted, report, Moment(by, at)))
    return replace(report, problems=found)


def objections(kind: ImportKind[Any], report: Report[Any], moment: Moment) -> list[Problem]:
    return [
        problem_of(number, reason)
        for number, row in enumerate(report.rows, FIRST_ROW)
        for reason in kind.check(row, moment)
    ]


@action
def preview_import(
    *, kind: str, file_name: str, content: bytes, by: Actor, at: datetime
) -> ImportRun:
    """Keep the file and what the report says of it; nothing else changes.

    Raises Refused `import-kind-unknown`.
    """
    report = report_on(kind, content, by=by, at=at)
    run = ImportRun(
        kind=kind,
        file_name=file_name[-NAME_KEPT:],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        rows=report.seen,
        problems=len(report.problems),
        previewed_at=at,
    )
    run.save(force_insert=True)
    record(Fact("directory.import.previewed", run.ref, by, at, body_of(run)))
    return run


@action
def apply_import(*, run: UUID, by: Actor, at: datetime) -> ImportRun:
    """Write every row of a previewed file, or none of them.

    Raises Refused: `import-applied-already`, `import-has-problems` and whatever one row is refused
    for.
    """
    row = ImportRun.objects.select_for_update().filter(id=run).first()
    if row is None:
        raise NotFound
    if row.state == ImportState.APPLIED:
        raise Refused(Reason("import-applied-already"))
    report = report_on(row.kind, bytes(row.content), by=by, at=at)
    if not report.clean:
        raise Refused(Reason("import-has-problems", {"count": len(report.problems)}))
    moment = Moment(by, at)
    row.changed = sum(KINDS[row.kind].apply(each, moment) for each in report.rows)
    row.state, row.applied_at, row.problems = ImportState.APPLIED, at, 0
    row.save(update_fields=["changed", "state", "applied_at", "problems"])
    body = {**body_of(row), "changed": row.changed}
    record(Fact("directory.import.applied", row.ref, by, at, body, release=Release.NATIONAL))
    return row


def body_of(run: ImportRun) -> dict[str, object]:
    """What the ledger keeps of a file: its mark and counts, never its text."""
    return {"kind": run.kind, "sha256": run.sha256, "rows": run.rows, "problems": run.problems}
