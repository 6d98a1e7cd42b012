"""The acting unit's steps on a report: take it up, give it back, ask, propose what came of it."""

from uuid import UUID

from django.contrib import messages
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
from amaan.casework.forms import DeclineForm, OutcomeForm, QuestionForm, StartForm
from amaan.casework.queries import evidence_in
from amaan.intake.actions import unit as unit_steps
from amaan.kernel.reasons import Reason, Refused


def report_page(
    request: StaffRequest, complaint: UUID, form: object, heading: str, reasons: tuple[Reason, ...]
) -> HttpResponse:
    context = {"form": form, "reasons": reasons, "complaint_id": complaint, "heading": heading}
    return render(request, "casework/report_step.html", context)


@requires(Permission.INTAKE_COMPLAINT_ACT)
@require_http_methods(["GET", "POST"])
def start(request: StaffRequest, complaint: UUID) -> HttpResponse:
    """Take it up in the own name; the dossier of this side opens beside it."""
    form = StartForm(request.POST or None)
    reasons: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        by = request.actor
        try:
            row = start_complaint(
                complaint=complaint,
                officer=by.subject,
                title=form.cleaned_data["title"],
                by=by,
                at=timezone.now(),
            )
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, _("Started. The dossier is open."))
            return redirect("casework:dossier", row.id)
    return report_page(request, complaint, form, _("Take up the report"), reasons)


@requires(Permission.INTAKE_COMPLAINT_ACT)
@require_http_methods(["GET", "POST"])
def decline(request: StaffRequest, complaint: UUID) -> HttpResponse:
    form = DeclineForm(request.POST or None)
    reasons: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            unit_steps.decline(
                complaint=complaint, reason=reason, by=request.actor, at=timezone.now()
            )
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, _("Given back to the desk."))
            return redirect("screening:queue")
    return report_page(request, complaint, form, _("Decline the report"), reasons)


@requires(Permission.INTAKE_COMPLAINT_ACT)
@require_http_methods(["GET", "POST"])
def ask(request: StaffRequest, complaint: UUID) -> HttpResponse:
    form = QuestionForm(request.POST or None)
    reasons: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        try:
            unit_steps.ask(complaint=complaint, question=words, by=request.actor, at=timezone.now())
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, _("Asked. The clock rests until the answer or its limit."))
            return redirect("screening:report", complaint)
    return report_page(request, complaint, form, _("Ask the reporter"), reasons)


@requires(Permission.INTAKE_COMPLAINT_ACT)
@require_http_methods(["GET", "POST"])
def take_over(request: StaffRequest, complaint: UUID) -> HttpResponse:
    """Another officer takes over, as after a rejection; a confirming post only."""
    reasons: tuple[Reason, ...] = ()
    if request.method == "POST":
        by = request.actor
        try:
            unit_steps.assign(complaint=complaint, officer=by.subject, by=by, at=timezone.now())
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, _("It is yours now."))
            return redirect("screening:report", complaint)
    return report_page(request, complaint, None, _("Take over the report"), reasons)


@requires(Permission.INTAKE_COMPLAINT_ACT)
@require_http_methods(["GET", "POST"])
def propose(request: StaffRequest, complaint: UUID) -> HttpResponse:
    """An outcome rests on an entry of the own dossier; the reporter is asked behind the code."""
    with reading(request.actor):
        dossier = dossier_of(complaint, by=request.actor)
        found = evidence_in(dossier, to=request.actor) if dossier else []
        entries = [
            (str(entry.id), f"{entry.happened_on}: {(text or '')[:60]}") for entry, text in found
        ]
    form = OutcomeForm(request.POST or None, entries=entries)
    reasons: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            propose_outcome(
                complaint=complaint,
                outcome=given["outcome"],
                entry=UUID(given["entry"]),
                words=given["words"],
                by=request.actor,
                at=timezone.now(),
            )
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, _("The reporter is asked whether it was solved."))
            return redirect("screening:report", complaint)
    elif not entries:
        reasons = (Reason("evidence-missing"),)
    return report_page(request, complaint, form, _("Propose an outcome"), reasons)
