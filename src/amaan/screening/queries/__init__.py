"""Reads of screening decisions, and the units that a complaint may go to."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from amaan.access.permissions import Permission
from amaan.directory.queries import unit, units_for
from amaan.directory.rules.mandates import Matter
from amaan.intake.queries.desk import DeskMessage, answers_for, thread_for, told_now
from amaan.intake.rules.answers import Answers, asks_for_office
from amaan.kernel.actor import Actor
from amaan.screening.models import REASONS, REVIEW_REASONS, Decision
from amaan.screening.rules.decision import Status
from amaan.screening.rules.elements import Age, ElementAnswer, Elements, Prompt, prompt
from amaan.security.queries import not_excluded
from amaan.security.queries.opening import SealedValue, open_fields

if TYPE_CHECKING:
    from amaan.directory.models import Unit
    from amaan.intake.models import Complaint


def decisions_on(complaint: UUID, *, to: Actor) -> QuerySet[Decision]:
    """Every decision on a complaint, the newest first."""
    del to
    return Decision.objects.filter(complaint=complaint).order_by("-opened_at", "-pk")


@dataclass(frozen=True, slots=True)
class Told:
    """What the reporter told, with the contact said last; `accuses` when the reader may know which
    office is complained of, `office` when one was named.
    """

    answers: Answers | None
    thread: list[DeskMessage]
    accuses: bool
    office: "Unit | None"


def told_for(row: "Complaint", *, to: Actor) -> Told:
    thread = thread_for(row, to=to)
    answers = told_now(answers_for(row, to=to), thread)
    asked = answers is not None and asks_for_office(answers)
    named = UUID(answers.office_unit) if answers and answers.office_unit else None
    return Told(
        answers=answers,
        thread=thread,
        accuses=asked and to.may(Permission.INTAKE_ACCUSATION_READ),
        office=unit(named) if named else None,
    )


def waiting_for_review(*, to: Actor) -> QuerySet[Decision]:
    """Decisions that want a second person, not the one who decided."""
    rows = Decision.objects.filter(status=Status.SECOND_REVIEW, unit=to.desk)
    return rows.exclude(decided_person=to.person).order_by("decided_at", "pk")


def reasons_of(row: Decision, *, to: Actor) -> tuple[str, str]:
    """(screener's reasons, reviewer's reasons), opened; empty where there are none or no key."""
    fields = (
        (REASONS, row.data_key, row.reasons),
        (REVIEW_REASONS, row.review_key, row.review_reasons),
    )
    closed = [
        SealedValue(place.of(row.complaint_id, row.id), key, bytes(text))
        for place, key, text in fields
        if key is not None and text is not None
    ]
    texts = [text or "" for text in open_fields(closed, to=to)]
    return (*texts, "", "")[0], (*texts, "", "")[1]


def prompt_of(row: Decision) -> Prompt:
    """What the screener's answers suggest to think of next; never a finding."""
    answers = (
        ElementAnswer(each) for each in (row.act, row.means, row.purpose, row.crossing_for_pay)
    )
    return prompt(Elements(Age(row.age), *answers))


def targets(row: "Complaint", forms: tuple[str, ...], *, at: datetime, to: Actor) -> "list[Unit]":
    """Units in mandate that may know of the complaint; excluded ones are not even listed."""
    del to
    matter = Matter(territory=row.district, forms=frozenset(forms), child=row.child or None)
    units = list(units_for(matter, at=at))
    may_know = not_excluded(row.id, [unit.id for unit in units])
    return [unit for unit in units if unit.id in may_know]
