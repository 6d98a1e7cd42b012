"""The clocks of a complaint follow its state; a breach brings the matter one rung up the ladder."""

from datetime import datetime

from amaan.intake.actions.moving import ref_of
from amaan.intake.models import Complaint
from amaan.intake.rules.clocks import ACKNOWLEDGE, CONTACT, INFORMATION, KINDS, MEETS, STARTS
from amaan.intake.rules.complaint import OPEN, Status
from amaan.kernel.actor import Actor
from amaan.work.actions import (
    change_urgency,
    end_clocks,
    meet_clock,
    open_task,
    pause_clocks,
    resume_clocks,
    start_clock,
)  # fmt: skip


def begin_clocks(complaint: Complaint, *, at: datetime) -> None:
    """The first clock counts from when the report was received, not from when it was sorted."""
    del at
    start(complaint, ACKNOWLEDGE, at=complaint.received_at or complaint.begun_at)


def after_step(complaint: Complaint, *, by: Actor, at: datetime) -> None:
    """Meet, end, pause and start clocks after a step, by the state the complaint is in now."""
    del by
    status, ref = Status(complaint.status), ref_of(complaint)
    if status is Status.MORE_INFORMATION:
        pause_clocks(record=ref, at=at)
        start(complaint, INFORMATION, at=at)
        return
    end_clocks(record=ref, why=status, at=at, kinds=[INFORMATION])
    resume_clocks(record=ref, at=at)
    for kind in MEETS.get(status, ()):
        meet_clock(record=ref, kind=kind, at=at)
    if status not in OPEN:
        end_clocks(record=ref, why=status, at=at)
        return
    wanted = wanted_in(complaint, status)
    end_clocks(record=ref, why=status, at=at, kinds=[kind for kind in KINDS if kind not in wanted])
    for kind in wanted:
        start(complaint, kind, at=at)


def wanted_in(complaint: Complaint, status: Status) -> tuple[str, ...]:
    """The clocks of a state; no contact clock when the reporter has stopped contact."""
    kinds = STARTS.get(status, ())
    return tuple(kind for kind in kinds if not (kind == CONTACT and complaint.contact_barred))


def start(complaint: Complaint, kind: str, *, at: datetime) -> None:
    """Start one clock for the unit that owes the step; one that is open already goes on."""
    unit = complaint.action_unit or complaint.desk_unit
    if unit is None:
        return
    start_clock(
        record=ref_of(complaint),
        kind=kind,
        urgency=complaint.urgency,
        unit=unit,
        province=complaint.province,
        district=complaint.district,
        at=at,
    )


def urgency_changed(complaint: Complaint, *, at: datetime) -> None:
    change_urgency(record=ref_of(complaint), urgency=complaint.urgency, at=at)


def contact_clocks_end(complaint: Complaint, *, at: datetime) -> None:
    end_clocks(record=ref_of(complaint), why="CONTACT_STOPPED", at=at, kinds=[CONTACT])


def desk_task(complaint: Complaint, kind: str, *, by: Actor, at: datetime) -> None:
    """A task for the desk that has to act again."""
    if complaint.desk_unit is not None:
        open_task(
            record=ref_of(complaint),
            unit=complaint.desk_unit,
            kind=kind,
            urgency=complaint.urgency,
            by=by,
            at=at,
        )
