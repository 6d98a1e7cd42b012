"""The dossier that grows out of a generated report: opened with the start of work, written in,
closed.
"""

from datetime import datetime
from uuid import UUID

from amaan.casework.actions.dossiers import DOSSIER
from amaan.casework.models import ENTRY, TITLE, Dossier, Entry
from amaan.casework.rules.dossier import LIFECYCLE, Compartment, EntryKind, Event, new_number
from amaan.demo.generator.book import new_id
from amaan.demo.generator.casing import start
from amaan.demo.generator.reporting import InventedReport
from amaan.demo.generator.rows import Row
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref
from amaan.ledger.actions import Transition
from amaan.security.actions.sealing import Recipients
from amaan.security.rules.purposes import GrantPurpose, KeyPurpose


def start_complaint(
    report: InventedReport, officer: UUID, title: str, *, by: Actor, at: datetime
) -> None:
    start(report, officer, by=by, at=at)
    if report.dossier is None:
        opened = open_dossier(report, officer, title, by=by, at=at)
        report.book.inherit_exclusions(report.id, opened["id"], at=at)


def side_of(report: InventedReport, unit: UUID) -> Compartment:
    investigates = report.book.world.units[unit].compartment == Compartment.INVESTIGATION
    return Compartment.INVESTIGATION if investigates else Compartment.PROTECTION


def open_dossier(
    report: InventedReport, officer: UUID, title: str, *, by: Actor, at: datetime
) -> Row:
    """Its blind link, and that of its referrals, is made when the batch is written."""
    book, row, side = report.book, report.row, side_of(report, by.desk)
    ref = Ref("dossier", new_id(at))
    book.grant(ref, by.desk, ref, GrantPurpose.OWN, by=by, at=at)
    place, to = TITLE.of(ref.id), Recipients((by.desk,))
    sealed = book.seal_text(
        title, place, to, kind=ref.kind, purpose=KeyPurpose.DOSSIER, by=by, at=at
    )
    opened = report.dossier = book.add(
        Dossier,
        ref.id,
        number=new_number(at.year, report.district.province_code, side),
        compartment=str(side),
        status=str(LIFECYCLE.after(None, Event.OPEN)),
        unit=by.desk,
        officer=officer,
        province=row["province"],
        district=row["district"],
        urgency=row["urgency"],
        form=row["form"],
        child=row["child"],
        source=(report.id, f"source-{side.value.lower()}"),
        opened_at=at,
        touched_at=at,
        data_key=sealed.data_key,
        title=sealed.envelope,
    )
    book.tell(DOSSIER, opened, of_side(opened, Event.OPEN), "", by=by, at=at)
    return opened


def dossier_of(report: InventedReport) -> Row:
    if report.dossier is None:
        raise LookupError("no dossier is open")
    return report.dossier


def write_entry(
    report: InventedReport, kind: EntryKind, text: str, *, by: Actor, at: datetime
) -> UUID:
    row, ident = dossier_of(report), new_id(at)
    ref = Ref("dossier", row["id"])
    sealed = report.book.seal_text(
        text,
        ENTRY.of(ref.id, ident),
        Recipients((row["unit"],)),
        kind=ref.kind,
        purpose=KeyPurpose.ENTRY,
        by=by,
        at=at,
    )
    report.book.add(
        Entry,
        ident,
        dossier_id=row["id"],
        kind=str(kind),
        happened_on=at.date(),
        written_at=at,
        written_by=by.subject,
        data_key=sealed.data_key,
        text=sealed.envelope,
    )
    row["touched_at"], row["version"] = at, row["version"] + 1
    report.book.fact(Fact("casework.entry_written", ref, by, at, body={"kind": str(kind)}))
    return ident


def close_dossier(report: InventedReport, *, by: Actor, at: datetime) -> None:
    row = dossier_of(report)
    report.book.take(DOSSIER, row, of_side(row, Event.CLOSE, closed_at=at), by=by, at=at)


def of_side(row: Row, event: Event, **columns: object) -> Transition:
    return Transition(event, columns=columns, body={"compartment": row["compartment"]})
