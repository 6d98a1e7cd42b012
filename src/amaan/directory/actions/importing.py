"""Bringing a file in: a preview that changes nothing, then all of its rows or none."""

import hashlib
from collections.abc import Hashable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from amaan.access.transactions import action
from amaan.directory.actions.import_kinds import KINDS, ImportKind, Moment
from amaan.directory.actions.writable import reasons_against_columns_of
from amaan.directory.models import ImportRun, ImportState
from amaan.directory.rules.importing import ImportReport, ParsedRow, Problem, problem_of, read_file
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.kernel.reasons import NotFound, Reason, Refused
from amaan.ledger.actions import record

NAME_KEPT: Final = 120


def report_on(kind: str, content: bytes, *, by: Actor, at: datetime) -> ImportReport[Any]:
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


def objections(
    kind: ImportKind[Any], report: ImportReport[Any], moment: Moment
) -> Iterator[Problem]:
    """What the directory has against each row, and what the rows above it have."""
    above: dict[Hashable, list[ParsedRow[Any]]] = {}
    for each in report.read:
        found = list(kind.check(each.row, moment))
        found = found or columns_refused(kind, each.row, moment)
        found = found or clashes(kind, each, above, moment)
        yield from (problem_of(each.number, reason) for reason in found)


def columns_refused(kind: ImportKind[Any], row: Any, moment: Moment) -> list[Reason]:
    """What no column of the tables can hold, under the name that the file gives the column."""
    return [
        reason
        for entry in kind.written(row, moment)
        for reason in reasons_against_columns_of(entry, kind.column_of)
    ]


def clashes(
    kind: ImportKind[Any],
    each: ParsedRow[Any],
    above: dict[Hashable, list[ParsedRow[Any]]],
    moment: Moment,
) -> list[Reason]:
    """Rows above that mean the same entry: the later would write over the earlier unseen."""
    found: list[Reason] = []
    for entry in set(kind.entries(each.row, moment)):
        others = above.setdefault(entry, [])
        found += [reason for other in others for reason in kind.clash(each.row, other)]
        others.append(each)
    return found[:1]


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
        at=at,
    )
    run.save(force_insert=True)
    record(Fact("directory.import.previewed", run.ref, by, at, body_of(run)))
    return run


@action
def apply_import(*, run: UUID, by: Actor, at: datetime) -> ImportRun:
    """Write every row of a previewed file, or none of them; returns the row that says so.

    Raises Refused: `import-applied-already`, `import-has-problems` and whatever one row is refused
    for.
    """
    preview = ImportRun.objects.filter(id=run, state=ImportState.PREVIEWED).first()
    if preview is None:
        raise NotFound
    if ImportRun.objects.filter(preview=preview).exists():
        raise Refused(Reason("import-applied-already"))
    report = report_on(preview.kind, bytes(preview.content), by=by, at=at)
    if not report.clean:
        raise Refused(Reason("import-has-problems", {"count": len(report.problems)}))
    moment = Moment(by, at)
    changed = sum(KINDS[preview.kind].apply(each, moment) for each in report.rows)
    row = applied_row(preview, changed, at)
    row.save(force_insert=True)
    body = {**body_of(row), "changed": changed, "preview": str(preview.id)}
    record(Fact("directory.import.applied", row.ref, by, at, body))
    return row


def applied_row(preview: ImportRun, changed: int, at: datetime) -> ImportRun:
    """The file is kept once, with its preview."""
    return ImportRun(
        kind=preview.kind,
        file_name=preview.file_name,
        content=b"",
        sha256=preview.sha256,
        state=ImportState.APPLIED,
        preview=preview,
        rows=preview.rows,
        changed=changed,
        at=at,
    )


def body_of(run: ImportRun) -> dict[str, object]:
    """What the ledger keeps of a file: its mark and counts, never its text."""
    return {"kind": run.kind, "sha256": run.sha256, "rows": run.rows, "problems": run.problems}
