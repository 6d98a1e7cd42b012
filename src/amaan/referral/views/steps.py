"""The steps of a referral: parse, one call, back to its page."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.casework.queries import dossier_for
from amaan.directory.queries import service_list
from amaan.kernel.reasons import Reason, Refused
from amaan.referral import actions
from amaan.referral.forms import DeclineForm, OutcomeForm, RequestForm, TextForm
from amaan.referral.queries import needs_of, referral_for
from amaan.referral.rules.referral import Basis


def attempt(request: StaffRequest, work: Callable[[], object], done: str) -> tuple[Reason, ...]:
    try:
        work()
    except Refused as refused:
        return refused.reasons
    messages.success(request, done)
    return ()


def step_page(
    request: StaffRequest,
    referral: UUID,
    form: Form | None,
    heading: str,
    reasons: tuple[Reason, ...],
) -> HttpResponse:
    context = {"form": form, "reasons": reasons, "referral_id": referral, "heading": heading}
    return render(request, "referral/step.html", context)


def services_for(district: UUID | None, request: StaffRequest) -> list[tuple[UUID, str]]:
    column = "name_ur" if get_language() == "ur" else "name_en"
    rows = service_list(district, to=request.actor).exclude(unit=request.actor.unit)
    return [(row.id, getattr(row, column)) for row in rows]


def asked(form: RequestForm, dossier: UUID) -> actions.Request:
    given = form.cleaned_data
    return actions.Request(
        dossier=dossier,
        service=UUID(given["service"]),
        urgency=given["urgency"],
        basis=Basis(given["basis"]),
        needs=given["needs"],
        consent_how=given["consent_how"],
    )


@requires(Permission.REFERRAL_REFERRAL_SEND)
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest, dossier: UUID) -> HttpResponse:
    """Write it down; it goes out by the next step, on its page."""
    with reading(request.actor):
        row = dossier_for(dossier, to=request.actor)
        form = RequestForm(
            request.POST or None,
            services=services_for(row.district, request),
            initial={"urgency": row.urgency},
        )
    reasons: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.draft_referral(
                request=asked(form, dossier), by=request.actor, at=timezone.now()
            )
        except Refused as refused:
            reasons = refused.reasons
        else:
            return redirect("referral:referral", made.id)
    context = {"form": form, "reasons": reasons, "dossier_id": dossier}
    return render(request, "referral/new.html", context)


@requires(Permission.REFERRAL_REFERRAL_SEND)
@require_POST
def submit(request: StaffRequest, referral: UUID) -> HttpResponse:
    """Submit; what nobody has to clear goes out at once."""
    by, at = request.actor, timezone.now()
    with reading(by):
        told = bool(needs_of(referral_for(referral, to=by), to=by))
    reasons = attempt(request, lambda: sent_at_once(referral, told, request), _("Submitted."))
    del at
    if reasons:
        return step_page(request, referral, None, _("Not sent"), reasons)
    return redirect("referral:referral", referral)


def sent_at_once(referral: UUID, told: bool, request: StaffRequest) -> None:  # noqa: FBT001
    by, at = request.actor, timezone.now()
    row = actions.submit_referral(referral=referral, needs_told=told, by=by, at=at)
    if actions.goes_at_once(row):
        actions.clear_referral(referral=referral, automatic=True, by=by, at=at)


@requires(Permission.REFERRAL_REFERRAL_CLEAR)
@require_POST
def clear(request: StaffRequest, referral: UUID) -> HttpResponse:
    reasons = attempt(
        request,
        lambda: actions.clear_referral(referral=referral, by=request.actor, at=timezone.now()),
        _("Cleared and sent."),
    )
    if reasons:
        return step_page(request, referral, None, _("Not cleared"), reasons)
    return redirect("referral:referral", referral)


@requires(Permission.REFERRAL_REFERRAL_ANSWER)
@require_POST
def accept(request: StaffRequest, referral: UUID) -> HttpResponse:
    """Accept in the own name; of two at once exactly one wins."""
    by = request.actor
    reasons = attempt(
        request,
        lambda: actions.accept_referral(
            referral=referral, officer=by.subject, by=by, at=timezone.now()
        ),
        _("Accepted."),
    )
    if reasons:
        return step_page(request, referral, None, _("Not accepted"), reasons)
    return redirect("referral:referral", referral)


@requires(Permission.REFERRAL_REFERRAL_SEND)
@require_POST
def confirm(request: StaffRequest, referral: UUID) -> HttpResponse:
    reasons = attempt(
        request,
        lambda: actions.confirm_outcome(referral=referral, by=request.actor, at=timezone.now()),
        _("Confirmed and closed."),
    )
    if reasons:
        return step_page(request, referral, None, _("Not confirmed"), reasons)
    return redirect("referral:referral", referral)


def with_form(
    request: StaffRequest, referral: UUID, form: Form, heading: str, work: Callable[[], object]
) -> HttpResponse:
    """A page with one form, and the step when it is filled in."""
    reasons: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        reasons = attempt(request, work, heading)
        if not reasons:
            return redirect("referral:referral", referral)
    return step_page(request, referral, form, heading, reasons)


@requires(Permission.REFERRAL_REFERRAL_ANSWER)
@require_http_methods(["GET", "POST"])
def decline(request: StaffRequest, referral: UUID) -> HttpResponse:
    form = DeclineForm(request.POST or None)

    def work() -> object:
        reason = form.cleaned_data["reason"]
        return actions.decline_referral(
            referral=referral, reason=reason, by=request.actor, at=timezone.now()
        )

    reasons: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        reasons = attempt(request, work, _("Declined. The sender has a task."))
        if not reasons:
            return redirect("referral:list")
    return step_page(request, referral, form, _("Decline, with reason"), reasons)


@requires(Permission.REFERRAL_REFERRAL_ANSWER)
@require_http_methods(["GET", "POST"])
def start(request: StaffRequest, referral: UUID) -> HttpResponse:
    form = TextForm(request.POST or None)
    return with_form(
        request,
        referral,
        form,
        _("Note the first contact"),
        lambda: actions.start_service(
            referral=referral, text=form.cleaned_data["text"], by=request.actor, at=timezone.now()
        ),
    )


@requires(Permission.REFERRAL_REFERRAL_ANSWER)
@require_http_methods(["GET", "POST"])
def report(request: StaffRequest, referral: UUID) -> HttpResponse:
    form = OutcomeForm(request.POST or None)
    return with_form(
        request,
        referral,
        form,
        _("Report the outcome"),
        lambda: actions.report_outcome(
            referral=referral,
            outcome=form.cleaned_data["outcome"],
            text=form.cleaned_data["text"],
            by=request.actor,
            at=timezone.now(),
        ),
    )


@requires(Permission.REFERRAL_REFERRAL_SEND)
@require_http_methods(["GET", "POST"])
def recall(request: StaffRequest, referral: UUID) -> HttpResponse:
    form = TextForm(request.POST or None)
    return with_form(
        request,
        referral,
        form,
        _("Take it back"),
        lambda: actions.recall_referral(
            referral=referral, reason=form.cleaned_data["text"], by=request.actor, at=timezone.now()
        ),
    )


@requires(Permission.REFERRAL_REFERRAL_CLEAR)
@require_http_methods(["GET", "POST"])
def send_back(request: StaffRequest, referral: UUID) -> HttpResponse:
    form = TextForm(request.POST or None)
    return with_form(
        request,
        referral,
        form,
        _("Return to the sender"),
        lambda: actions.return_referral(
            referral=referral, reason=form.cleaned_data["text"], by=request.actor, at=timezone.now()
        ),
    )


@requires(Permission.REFERRAL_REFERRAL_READ)
@require_http_methods(["GET", "POST"])
def withdraw(request: StaffRequest, referral: UUID) -> HttpResponse:
    """The person wishes it to stop, said to any officer of either side."""
    form = TextForm(request.POST or None)
    return with_form(
        request,
        referral,
        form,
        _("Stop by the person's wish"),
        lambda: actions.withdraw_referral(
            referral=referral, reason=form.cleaned_data["text"], by=request.actor, at=timezone.now()
        ),
    )


@requires(Permission.REFERRAL_REFERRAL_SEND)
@require_http_methods(["GET", "POST"])
def reroute(request: StaffRequest, referral: UUID) -> HttpResponse:
    """A declined referral goes to another service."""
    with reading(request.actor):
        row = referral_for(referral, to=request.actor)
        dossier = row.dossier_id
        form = RequestForm(
            request.POST or None,
            services=services_for(row.district, request),
            initial={"urgency": row.urgency, "needs": needs_of(row, to=request.actor)},
        )
    reasons: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.reroute_referral(
                referral=referral, request=asked(form, dossier), by=request.actor, at=timezone.now()
            )
        except Refused as refused:
            reasons = refused.reasons
        else:
            return redirect("referral:referral", made.id)
    return step_page(request, referral, form, _("Send to another service"), reasons)
