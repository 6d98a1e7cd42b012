"""The steps of desk and screener on one report: parse, one call, back to the report."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.directory.queries import service_list
from amaan.intake.actions import closing, desk
from amaan.intake.actions.messaging import write_as_desk
from amaan.intake.queries.desk import answers_for, complaint_for
from amaan.intake.rules.urgency import Urgency
from amaan.kernel.ids import Ref
from amaan.kernel.reasons import Reason, Refused
from amaan.screening import actions
from amaan.screening.forms import (
    AllocationForm,
    DecisionForm,
    KeepForm,
    RedirectForm,
    ReviewForm,
    WordsForm,
)
from amaan.screening.queries import decisions_on, reasons_of, targets
from amaan.screening.rules.decision import Outcome
from amaan.screening.rules.elements import prompt


def attempt(request: StaffRequest, work: Callable[[], object], done: str) -> tuple[Reason, ...]:
    """Run one action; say that it is done, or give the reasons against it."""
    try:
        work()
    except Refused as refused:
        return refused.reasons
    messages.success(request, done)
    return ()


def back(complaint: UUID) -> HttpResponse:
    return redirect("screening:report", complaint)


def or_refused(request: StaffRequest, complaint: UUID, reasons: tuple[Reason, ...]) -> HttpResponse:
    """Back to the report, or a page that says why not and leads back."""
    if not reasons:
        return back(complaint)
    context = {"reasons": reasons, "complaint_id": complaint}
    return render(request, "screening/refused.html", context, status=409)


@requires(Permission.INTAKE_COMPLAINT_ACKNOWLEDGE)
@require_POST
def acknowledge(request: StaffRequest, complaint: UUID) -> HttpResponse:
    reasons = attempt(
        request,
        lambda: desk.acknowledge(complaint=complaint, by=request.actor, at=timezone.now()),
        _("Opened. The acknowledge clock is met."),
    )
    return or_refused(request, complaint, reasons)


@requires(Permission.SCREENING_DECISION_DECIDE)
@require_POST
def triage(request: StaffRequest, complaint: UUID) -> HttpResponse:
    reasons = attempt(
        request,
        lambda: actions.triage(complaint=complaint, by=request.actor, at=timezone.now()),
        _("Taken into screening."),
    )
    return or_refused(request, complaint, reasons)


@requires(Permission.SCREENING_DECISION_DECIDE)
@require_POST
def renew(request: StaffRequest, complaint: UUID) -> HttpResponse:
    reasons = attempt(
        request,
        lambda: desk.take_new_information(complaint=complaint, by=request.actor, at=timezone.now()),
        _("Being looked at again."),
    )
    return or_refused(request, complaint, reasons)


@requires(Permission.SCREENING_DECISION_DECIDE)
@require_http_methods(["GET", "POST"])
def decide(request: StaffRequest, complaint: UUID) -> HttpResponse:
    """Judge beside the reporter's words; the prompt is a help to think, never a finding."""
    form = DecisionForm(request.POST or None, initial={"urgency": "U1"})
    with reading(request.actor, of=Ref("complaint", complaint), purpose="screen"):
        row = complaint_for(complaint, to=request.actor)
        decision = decisions_on(complaint, to=request.actor).first()
        context: dict[str, object] = {
            "complaint": row,
            "answers": answers_for(row, to=request.actor),
            "form": form,
        }
        if request.method == "GET":
            form.initial["urgency"] = row.urgency
    if request.method == "POST" and form.is_valid() and decision is not None:
        finding = form.finding()
        context["prompt"] = prompt(finding.elements)
        reasons = attempt(request, lambda: settled(decision.id, finding, request), _("Decided."))
        if not reasons:
            return back(complaint)
        context["reasons"] = reasons
    return render(request, "screening/decide.html", context)


def settled(decision: UUID, finding: object, request: StaffRequest) -> None:
    """The screener's decision, then the system's step: second review or final."""
    at = timezone.now()
    actions.decide(decision=decision, finding=finding, by=request.actor, at=at)  # type: ignore[arg-type]
    actions.settle(decision=decision, by=request.actor, at=at)


@requires(Permission.SCREENING_DECISION_REVIEW)
@require_http_methods(["GET", "POST"])
def review(request: StaffRequest, complaint: UUID) -> HttpResponse:
    form = ReviewForm(request.POST or None)
    with reading(request.actor, of=Ref("complaint", complaint), purpose="review"):
        row = complaint_for(complaint, to=request.actor)
        decision = decisions_on(complaint, to=request.actor).first()
        said = reasons_of(decision, to=request.actor)[0] if decision else ""
        if decision is not None and request.method == "GET":
            form.initial.update(outcome=decision.outcome, urgency=decision.urgency)
        answers = answers_for(row, to=request.actor)
        context: dict[str, object] = {
            "complaint": row,
            "answers": answers,
            "form": form,
            "decision": decision,
            "said": said,
        }
    if request.method == "POST" and form.is_valid() and decision is not None:
        given = form.cleaned_data
        reasons = attempt(
            request,
            lambda: actions.review(
                decision=decision.id,
                outcome=Outcome(given["outcome"]),
                urgency=Urgency(given["urgency"]),
                reasons=given["reasons"],
                by=request.actor,
                at=timezone.now(),
            ),
            _("Reviewed. Both views are kept."),
        )
        if not reasons:
            return back(complaint)
        context["reasons"] = reasons
    return render(request, "screening/review.html", context)


@requires(Permission.SCREENING_COMPLAINT_ALLOCATE)
@require_http_methods(["GET", "POST"])
def allocate(request: StaffRequest, complaint: UUID) -> HttpResponse:
    with reading(request.actor):
        row = complaint_for(complaint, to=request.actor)
        decision = decisions_on(complaint, to=request.actor).first()
        forms = tuple(decision.forms) if decision else ()
        units = targets(row, forms, at=timezone.now(), to=request.actor)
        column = "name_ur" if get_language() == "ur" else "name_en"
        named = [(unit.id, getattr(unit, column)) for unit in units]
        form = AllocationForm(request.POST or None, units=named)
        context: dict[str, object] = {"complaint": row, "form": form}
    if request.method == "POST" and form.is_valid():
        unit = UUID(form.cleaned_data["unit"])
        reasons = attempt(
            request,
            lambda: actions.allocate(
                complaint=complaint, unit=unit, by=request.actor, at=timezone.now()
            ),
            _("Allocated. The unit has the keys and the clock."),
        )
        if not reasons:
            return back(complaint)
        context["reasons"] = reasons
    return render(request, "screening/allocate.html", context)


@requires(Permission.SCREENING_DECISION_DECIDE)
@require_http_methods(["GET", "POST"])
def pass_on(request: StaffRequest, complaint: UUID) -> HttpResponse:
    """Not trafficking: name a service and say so in words that are safe to read."""
    with reading(request.actor):
        row = complaint_for(complaint, to=request.actor)
        column = "name_ur" if get_language() == "ur" else "name_en"
        services = [
            (s.id, getattr(s, column)) for s in service_list(row.district, to=request.actor)
        ]
        form = RedirectForm(request.POST or None, services=services)
    context: dict[str, object] = {"complaint": row, "form": form}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        reasons = attempt(
            request,
            lambda: desk.redirect(
                complaint=complaint,
                words=given["words"],
                service=UUID(given["service"]),
                by=request.actor,
                at=timezone.now(),
            ),
            _("Passed to another service. The reporter reads your words behind the code."),
        )
        if not reasons:
            return back(complaint)
        context["reasons"] = reasons
    return render(request, "screening/pass_on.html", context)


@requires(Permission.SCREENING_DECISION_DECIDE)
@require_http_methods(["GET", "POST"])
def keep(request: StaffRequest, complaint: UUID) -> HttpResponse:
    """Too thin to act on: kept with a day on which somebody looks again."""
    form = KeepForm(request.POST or None)
    with reading(request.actor):
        row = complaint_for(complaint, to=request.actor)
    context: dict[str, object] = {"complaint": row, "form": form}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        reasons = attempt(
            request,
            lambda: desk.keep(
                complaint=complaint,
                review_on=given["review_on"],
                reason=given["words"],
                by=request.actor,
                at=timezone.now(),
            ),
            _("Kept."),
        )
        if not reasons:
            return back(complaint)
        context["reasons"] = reasons
    return render(request, "screening/keep.html", context)


@requires(Permission.INTAKE_MESSAGE_WRITE)
@require_POST
def write(request: StaffRequest, complaint: UUID) -> HttpResponse:
    form = WordsForm(request.POST)
    words = form.data.get("words", "")
    reasons = attempt(
        request,
        lambda: write_as_desk(complaint=complaint, text=words, by=request.actor, at=timezone.now()),
        _("Sent. The reporter reads it behind the code."),
    )
    return or_refused(request, complaint, reasons)


@requires(Permission.INTAKE_CLOSURE_AGREE)
@require_http_methods(["GET", "POST"])
def agree(request: StaffRequest, complaint: UUID) -> HttpResponse:
    """A supervisor of another unit has read the file: close as unconfirmed, or send it back."""
    form = WordsForm(request.POST or None)
    with reading(request.actor, of=Ref("complaint", complaint), purpose="closure"):
        row = complaint_for(complaint, to=request.actor)
    context: dict[str, object] = {"complaint": row, "form": form}
    if request.method == "POST" and form.is_valid():
        agrees = request.POST.get("verdict") == "agree"
        verb = closing.agree_unconfirmed if agrees else closing.refuse_unconfirmed
        words = form.cleaned_data["words"]
        reasons = attempt(
            request,
            lambda: verb(complaint=complaint, reason=words, by=request.actor, at=timezone.now()),
            _("Closed as unconfirmed.") if agrees else _("Sent back to the unit."),
        )
        if not reasons:
            return back(complaint)
        context["reasons"] = reasons
    return render(request, "screening/agree.html", context)
