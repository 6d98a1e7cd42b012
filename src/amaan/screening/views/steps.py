"""The steps of desk and screener on one report: parse, one call, back to the report."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.directory.queries import service_list
from amaan.directory.queries.choices import by_name
from amaan.intake.actions import closing, desk
from amaan.intake.actions.messaging import write_as_desk
from amaan.intake.queries.desk import complaint_for
from amaan.kernel.ids import Ref
from amaan.kernel.reasons import NotFound, Reason, Refused
from amaan.screening import actions
from amaan.screening.forms import (
    AllocationForm,
    DecisionForm,
    KeepForm,
    RedirectForm,
    ReviewForm,
    WordsForm,
)
from amaan.screening.queries import decisions_on, reasons_of, targets, told_for
from amaan.security.queries import holds
from amaan.ui.steps import StepResult, run_step

if TYPE_CHECKING:
    from amaan.intake.models import Complaint
    from amaan.screening.models import Decision


def back(complaint: UUID) -> HttpResponse:
    return redirect("screening:report", complaint)


def post_without_form(
    request: StaffRequest, complaint: UUID, work: Callable[[], object], done: str
) -> HttpResponse:
    """A step without a form: back to the report, or a page that says why not and leads back."""
    step = run_step(request, work, done)
    if step.taken:
        return back(complaint)
    context = {"reasons": step.reasons, "complaint_id": complaint}
    return render(request, "screening/refused.html", context, status=409)


@requires(Permission.INTAKE_COMPLAINT_ACKNOWLEDGE)
@require_POST
def acknowledge(request: StaffRequest, complaint: UUID) -> HttpResponse:
    return post_without_form(
        request,
        complaint,
        lambda: desk.acknowledge(complaint=complaint, by=request.actor, at=timezone.now()),
        _("Opened. The acknowledge clock is met."),
    )


@requires(Permission.SCREENING_COMPLAINT_TRIAGE)
@require_POST
def triage(request: StaffRequest, complaint: UUID) -> HttpResponse:
    return post_without_form(
        request,
        complaint,
        lambda: actions.triage(complaint=complaint, by=request.actor, at=timezone.now()),
        _("Taken into screening."),
    )


@requires(Permission.SCREENING_COMPLAINT_TRIAGE)
@require_POST
def renew(request: StaffRequest, complaint: UUID) -> HttpResponse:
    return post_without_form(
        request,
        complaint,
        lambda: desk.take_new_information(complaint=complaint, by=request.actor, at=timezone.now()),
        _("Being looked at again."),
    )


@requires(Permission.SCREENING_DECISION_DECIDE)
@require_http_methods(["GET", "POST"])
def decide(request: StaffRequest, complaint: UUID) -> HttpResponse:
    """Judge beside the reporter's words."""
    with reading(request.actor, of=Ref("complaint", complaint), purpose="screen"):
        row = complaint_for(complaint, to=request.actor)
        decision = decisions_on(complaint, to=request.actor).first()
        told = told_for(row, to=request.actor)
    form = DecisionForm(request.POST or None, initial={"urgency": row.urgency})

    def work() -> object:
        by, at = request.actor, timezone.now()
        return actions.decide(decision=begun(decision).id, finding=form.finding(), by=by, at=at)

    step = run_step(request, work, _("Decided."), form)
    return step_page(request, "decide", row, form, step, told=told)


@requires(Permission.SCREENING_DECISION_REVIEW)
@require_http_methods(["GET", "POST"])
def review(request: StaffRequest, complaint: UUID) -> HttpResponse:
    with reading(request.actor, of=Ref("complaint", complaint), purpose="review"):
        row = complaint_for(complaint, to=request.actor)
        decision = decisions_on(complaint, to=request.actor).first()
        said = reasons_of(decision, to=request.actor)[0] if decision else ""
        told = told_for(row, to=request.actor)
    form = ReviewForm(request.POST or None, initial={"urgency": row.urgency})
    step = run_step(
        request,
        lambda: actions.review(
            decision=begun(decision).id, by=request.actor, at=timezone.now(), **form.cleaned_data
        ),
        _("Reviewed. Both views are kept."),
        form,
    )
    return step_page(request, "review", row, form, step, told=told, said=said, first=decision)


@requires(Permission.SCREENING_COMPLAINT_ALLOCATE)
@require_http_methods(["GET", "POST"])
def allocate(request: StaffRequest, complaint: UUID) -> HttpResponse:
    with reading(request.actor):
        row = complaint_for(complaint, to=request.actor)
        decision = decisions_on(complaint, to=request.actor).first()
        forms = tuple(decision.forms) if decision else ()
        units = by_name(targets(row, forms, at=timezone.now(), to=request.actor))
    form = AllocationForm(request.POST or None, units=units)
    step = run_step(
        request,
        lambda: actions.allocate(
            complaint=complaint,
            unit=UUID(form.cleaned_data["unit"]),
            by=request.actor,
            at=timezone.now(),
        ),
        _("Allocated. The unit has the keys and the clock."),
        form,
    )
    return step_page(request, "allocate", row, form, step)


@requires(Permission.SCREENING_DECISION_DECIDE)
@require_http_methods(["GET", "POST"])
def pass_on(request: StaffRequest, complaint: UUID) -> HttpResponse:
    """Not trafficking: name a service and say so in words that are safe to read."""
    with reading(request.actor):
        row = complaint_for(complaint, to=request.actor)
        services = by_name(service_list(row.district, to=request.actor))
    form = RedirectForm(request.POST or None, services=services)
    step = run_step(
        request,
        lambda: desk.redirect(
            complaint=complaint,
            words=form.cleaned_data["words"],
            service=UUID(form.cleaned_data["service"]),
            by=request.actor,
            at=timezone.now(),
        ),
        _("Passed to another service. The reporter reads your words behind the code."),
        form,
    )
    return step_page(
        request, "step", row, form, step, heading=_("Pass to another service"), button=_("Pass on")
    )


@requires(Permission.SCREENING_DECISION_DECIDE)
@require_http_methods(["GET", "POST"])
def keep(request: StaffRequest, complaint: UUID) -> HttpResponse:
    """Too thin to act on: kept with a day on which somebody looks again."""
    with reading(request.actor):
        row = complaint_for(complaint, to=request.actor)
    form = KeepForm(request.POST or None)
    step = run_step(
        request,
        lambda: desk.keep(
            complaint=complaint,
            review_on=form.cleaned_data["review_on"],
            reason=form.cleaned_data["words"],
            by=request.actor,
            at=timezone.now(),
        ),
        _("Kept."),
        form,
    )
    return step_page(
        request, "step", row, form, step, heading=_("Keep as too thin"), button=_("Keep")
    )


@requires(Permission.INTAKE_MESSAGE_WRITE)
@require_POST
def write(request: StaffRequest, complaint: UUID) -> HttpResponse:
    """From the report page; what is refused comes back on a page of its own, words and all."""
    with reading(request.actor):
        row = complaint_for(complaint, to=request.actor)
    words = request.POST.get("words", "")
    step = run_step(
        request,
        lambda: write_as_desk(complaint=complaint, text=words, by=request.actor, at=timezone.now()),
        _("Sent. The reporter reads it behind the code."),
    )
    form = WordsForm(initial={"words": words})
    response = step_page(
        request, "step", row, form, step, heading=_("Write to the reporter"), button=_("Send")
    )
    if not step.taken:
        response.status_code = 409
    return response


@requires(Permission.INTAKE_CLOSURE_AGREE)
@require_http_methods(["GET", "POST"])
def agree(request: StaffRequest, complaint: UUID) -> HttpResponse:
    """A supervisor of another unit has read the file: close as unconfirmed, or send it back."""
    with reading(request.actor, of=Ref("complaint", complaint), purpose="closure"):
        row = complaint_for(complaint, to=request.actor)
    form = WordsForm(request.POST or None)
    agrees = request.POST.get("verdict") == "agree"
    verb = closing.agree_unconfirmed if agrees else closing.refuse_unconfirmed
    step = run_step(
        request,
        lambda: verb(
            complaint=complaint,
            reason=form.cleaned_data["words"],
            by=request.actor,
            at=timezone.now(),
        ),
        _("Closed as unconfirmed.") if agrees else _("Sent back to the unit."),
        form,
    )
    return step_page(request, "agree", row, form, step)


def begun(decision: "Decision | None") -> "Decision":
    """The decision of a report that was taken into screening; judging before that is refused."""
    if decision is None:
        raise Refused(Reason("illegal-step"))
    return decision


def step_page(
    request: StaffRequest,
    template: str,
    row: "Complaint",
    form: Form,
    step: StepResult[object],
    **more: object,
) -> HttpResponse:
    """Back to the report when the step was taken; else its form, for a unit with a grant."""
    if step.taken:
        return back(row.id)
    with reading(request.actor):
        if not holds(row.id):
            raise NotFound
    context = {"complaint": row, "form": form, "reasons": step.reasons, **more}
    return render(request, f"screening/{template}.html", context)
