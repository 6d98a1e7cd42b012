"""The acting unit's steps on a report: take it up, give it back, ask, propose what came of it."""

from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.casework.actions import propose_outcome, start_complaint
from amaan.casework.actions.complaints import dossier_of
from amaan.casework.forms import DeclineWorkForm, ProposedOutcomeForm, QuestionForm, StartForm
from amaan.casework.queries import evidence_in
from amaan.directory.queries.choices import Choices
from amaan.intake.actions import unit as unit_steps
from amaan.intake.queries.desk import complaint_for
from amaan.kernel.ids import Ref
from amaan.kernel.reasons import NotFound, Reason
from amaan.security.queries import holds
from amaan.ui.steps import run_step

SHOWN = 60  # letters of an entry in the list of evidence


def report_page(
    request: StaffRequest,
    complaint: UUID,
    form: Form | None,
    heading: str,
    reasons: tuple[Reason, ...],
) -> HttpResponse:
    """The form of a step, for a unit with a grant; for others there is none."""
    with reading(request.actor):
        if not holds(complaint):
            raise NotFound
    context = {"form": form, "reasons": reasons, "complaint_id": complaint, "heading": heading}
    return render(request, "casework/report_step.html", context)


@requires(Permission.INTAKE_COMPLAINT_ACT)
@require_http_methods(["GET", "POST"])
def start(request: StaffRequest, complaint: UUID) -> HttpResponse:
    """Take it up in the own name; the dossier of this side opens beside it."""
    form, by = StartForm(request.POST or None), request.actor
    step = run_step(
        request,
        lambda: start_complaint(
            complaint=complaint, officer=by.subject, by=by, at=timezone.now(), **form.cleaned_data
        ),
        _("Started. The dossier is open."),
        form,
    )
    if step.made:
        return redirect("casework:dossier", step.made.id)
    return report_page(request, complaint, form, _("Take up the report"), step.reasons)


@requires(Permission.INTAKE_COMPLAINT_ACT)
@require_http_methods(["GET", "POST"])
def decline(request: StaffRequest, complaint: UUID) -> HttpResponse:
    form = DeclineWorkForm(request.POST or None)
    step = run_step(
        request,
        lambda: unit_steps.decline(
            complaint=complaint, by=request.actor, at=timezone.now(), **form.cleaned_data
        ),
        _("Given back to the desk."),
        form,
    )
    if step.taken:
        return redirect("screening:queue")
    return report_page(request, complaint, form, _("Decline the report"), step.reasons)


@requires(Permission.INTAKE_COMPLAINT_ACT)
@require_http_methods(["GET", "POST"])
def ask(request: StaffRequest, complaint: UUID) -> HttpResponse:
    form = QuestionForm(request.POST or None)
    step = run_step(
        request,
        lambda: unit_steps.ask(
            complaint=complaint,
            question=form.cleaned_data["words"],
            by=request.actor,
            at=timezone.now(),
        ),
        _("Asked. The clock rests until the answer or its limit."),
        form,
    )
    if step.taken:
        return redirect("screening:report", complaint)
    return report_page(request, complaint, form, _("Ask the reporter"), step.reasons)


@requires(Permission.INTAKE_COMPLAINT_ACT)
@require_http_methods(["GET", "POST"])
def take_over(request: StaffRequest, complaint: UUID) -> HttpResponse:
    """Another officer takes over, as after a rejection; a confirming post only."""
    by = request.actor
    step = run_step(
        request,
        lambda: unit_steps.assign(
            complaint=complaint, officer=by.subject, by=by, at=timezone.now()
        ),
        _("It is yours now."),
    )
    if step.taken:
        return redirect("screening:report", complaint)
    return report_page(request, complaint, None, _("Take over the report"), step.reasons)


@requires(Permission.INTAKE_COMPLAINT_ACT)
@require_http_methods(["GET", "POST"])
def propose(request: StaffRequest, complaint: UUID) -> HttpResponse:
    """An outcome rests on an entry of the own dossier; the reporter is asked behind the code."""
    entries, without = evidence_for(request, complaint)
    form = ProposedOutcomeForm(request.POST or None, entries=entries)
    step = run_step(
        request,
        lambda: propose_outcome(
            complaint=complaint,
            outcome=form.cleaned_data["outcome"],
            entry=UUID(form.cleaned_data["entry"]),
            words=form.cleaned_data["words"],
            by=request.actor,
            at=timezone.now(),
        ),
        _("The reporter is asked whether it was solved."),
        form,
    )
    if step.taken:
        return redirect("screening:report", complaint)
    reasons = step.reasons if entries else (without,)
    return report_page(request, complaint, form, _("Propose an outcome"), reasons)


def evidence_for(request: StaffRequest, complaint: UUID) -> tuple[Choices, Reason]:
    """Entries that an outcome may rest on, each with its day and first words; and what to say when
    there are none: nothing written yet, or nothing since the reporter's last no.
    """
    with reading(request.actor):
        dossier = dossier_of(complaint, by=request.actor)
        rejected_at = complaint_for(complaint, to=request.actor).rejected_at
    if dossier is None:
        return [], Reason("evidence-missing")
    with reading(request.actor, of=Ref("dossier", dossier.id), purpose="open"):
        found = evidence_in(dossier, to=request.actor)
    newer = [
        (str(entry.id), f"{entry.happened_on}: {(text or '')[:SHOWN]}")
        for entry, text in found
        if rejected_at is None or entry.written_at > rejected_at
    ]
    return newer, Reason("evidence-before-rejection" if found else "evidence-missing")
