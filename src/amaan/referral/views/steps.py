"""The steps of a referral: parse, one call, back to its page."""

from collections.abc import Callable, Iterable
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
from amaan.casework.queries import affected_in, dossier_for
from amaan.directory.queries import admission_of, service_list
from amaan.directory.queries.choices import Choices, by_name
from amaan.directory.rules.services import reasons_against_admitting_any
from amaan.kernel.ids import Ref
from amaan.kernel.reasons import NotFound, Reason
from amaan.referral import actions
from amaan.referral.forms import DeclineReferralForm, RequestForm, ServiceOutcomeForm, TextForm
from amaan.referral.queries import needs_of, referral_for
from amaan.security.queries import not_excluded
from amaan.ui import catalogues
from amaan.ui.language import current
from amaan.ui.steps import StepResult, run_step


def back_to(referral: UUID) -> HttpResponse:
    return redirect("referral:referral", referral)


def back(request: StaffRequest, referral: UUID) -> HttpResponse:
    """To the referral, or to the list when this step has closed it to the reader."""
    try:
        with reading(request.actor):
            referral_for(referral, to=request.actor)
    except NotFound:
        return redirect("referral:list")
    return back_to(referral)


def step_page(
    request: StaffRequest, referral: UUID, form: Form | None, heading: str, step: StepResult[object]
) -> HttpResponse:
    """The form of a step, for those who know of the referral."""
    with reading(request.actor):
        referral_for(referral, to=request.actor)
    context = {
        "form": form,
        "reasons": step.reasons,
        "referral_id": referral,
        "heading": heading,
    }
    return render(request, "referral/step.html", context)


def post_without_form(
    request: StaffRequest, referral: UUID, work: Callable[[], object], words: tuple[str, str]
) -> HttpResponse:
    """A step without a form; `words`: what to say when it is done, and when it is not."""
    done, refused = words
    step = run_step(request, work, done)
    if step.taken:
        return back_to(referral)
    return step_page(request, referral, None, refused, step)


def post_with_form(
    request: StaffRequest,
    referral: UUID,
    form: Form,
    work: Callable[[], object],
    words: tuple[str, str],
) -> HttpResponse:
    """A page with one form, and the step when it is filled in; `words`: heading, and done."""
    heading, done = words
    step = run_step(request, work, done, form)
    if step.taken:
        return back(request, referral)
    return step_page(request, referral, form, heading, step)


def services_for(dossier: UUID, district: UUID | None, request: StaffRequest) -> Choices:
    """Services of the district that belong to others who may know of the matter; one that takes
    nobody of those affected says so.
    """
    rows = list(service_list(district, to=request.actor).exclude(unit=request.actor.unit))
    may_know = not_excluded(dossier, [row.unit_id for row in rows])
    found = [row for row in rows if row.unit_id in may_know]
    people = affected_in(dossier, to=request.actor)
    against = [reasons_against_admitting_any(admission_of(row), people) for row in found]
    return [
        (ident, with_reasons(name, reasons))
        for (ident, name), reasons in zip(by_name(found), against, strict=True)
    ]


def with_reasons(name: str, reasons: Iterable[Reason]) -> str:
    said = [catalogues.say("referral:reason", it.code, current(), **it.params) for it in reasons]
    return " — ".join([name, *said])


@requires(Permission.REFERRAL_REFERRAL_SEND)
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest, dossier: UUID) -> HttpResponse:
    """Write it down; it goes out by the next step, on its page."""
    with reading(request.actor):
        row = dossier_for(dossier, to=request.actor)
        services = services_for(row.id, row.district, request)
    form = RequestForm(request.POST or None, services=services, standing=row.urgency)
    step = run_step(
        request,
        lambda: actions.draft_referral(
            request=form.asked(dossier), by=request.actor, at=timezone.now()
        ),
        _("Written down. It goes out when you send it."),
        form,
    )
    if step.made:
        return back_to(step.made.id)
    context = {"form": form, "reasons": step.reasons, "dossier_id": dossier}
    return render(request, "referral/new.html", context)


@requires(Permission.REFERRAL_REFERRAL_SEND)
@require_POST
def submit(request: StaffRequest, referral: UUID) -> HttpResponse:
    """Submit; what nobody has to clear goes out at once."""

    def work() -> object:
        return actions.submit_referral(referral=referral, by=request.actor, at=timezone.now())

    return post_without_form(request, referral, work, (_("Submitted."), _("Not sent")))


@requires(Permission.REFERRAL_REFERRAL_CLEAR)
@require_POST
def clear(request: StaffRequest, referral: UUID) -> HttpResponse:
    return post_without_form(
        request,
        referral,
        lambda: actions.clear_referral(referral=referral, by=request.actor, at=timezone.now()),
        (_("Cleared and sent."), _("Not cleared")),
    )


@requires(Permission.REFERRAL_REFERRAL_ANSWER)
@require_POST
def accept(request: StaffRequest, referral: UUID) -> HttpResponse:
    """Accept in the own name; of two at once exactly one wins."""
    by = request.actor
    return post_without_form(
        request,
        referral,
        lambda: actions.accept_referral(
            referral=referral, officer=by.subject, by=by, at=timezone.now()
        ),
        (_("Accepted."), _("Not accepted")),
    )


@requires(Permission.REFERRAL_REFERRAL_SEND)
@require_POST
def confirm(request: StaffRequest, referral: UUID) -> HttpResponse:
    return post_without_form(
        request,
        referral,
        lambda: actions.confirm_outcome(referral=referral, by=request.actor, at=timezone.now()),
        (_("Confirmed and closed."), _("Not confirmed")),
    )


@requires(Permission.REFERRAL_REFERRAL_ANSWER)
@require_http_methods(["GET", "POST"])
def decline(request: StaffRequest, referral: UUID) -> HttpResponse:
    """The receiver sees it no more afterwards, so the way leads to the list."""
    form = DeclineReferralForm(request.POST or None)
    step = run_step(
        request,
        lambda: actions.decline_referral(
            referral=referral, by=request.actor, at=timezone.now(), **form.cleaned_data
        ),
        _("Declined. The sender has a task."),
        form,
    )
    if step.taken:
        return redirect("referral:list")
    return step_page(request, referral, form, _("Decline, with reason"), step)


@requires(Permission.REFERRAL_REFERRAL_ANSWER)
@require_http_methods(["GET", "POST"])
def start(request: StaffRequest, referral: UUID) -> HttpResponse:
    form = TextForm(request.POST or None)
    return post_with_form(
        request,
        referral,
        form,
        lambda: actions.start_service(
            referral=referral, by=request.actor, at=timezone.now(), **form.cleaned_data
        ),
        (_("Note the first contact"), _("Noted. The service has begun.")),
    )


@requires(Permission.REFERRAL_REFERRAL_ANSWER)
@require_http_methods(["GET", "POST"])
def report(request: StaffRequest, referral: UUID) -> HttpResponse:
    form = ServiceOutcomeForm(request.POST or None)
    return post_with_form(
        request,
        referral,
        form,
        lambda: actions.report_outcome(
            referral=referral, by=request.actor, at=timezone.now(), **form.cleaned_data
        ),
        (_("Report the outcome"), _("Reported. The sender confirms it.")),
    )


def post_with_reason(
    request: StaffRequest, referral: UUID, verb: Callable[..., object], words: tuple[str, str]
) -> HttpResponse:
    """A step that needs a reason in words."""
    form = TextForm(request.POST or None)

    def work() -> object:
        reason = form.cleaned_data["text"]
        return verb(referral=referral, reason=reason, by=request.actor, at=timezone.now())

    return post_with_form(request, referral, form, work, words)


@requires(Permission.REFERRAL_REFERRAL_SEND)
@require_http_methods(["GET", "POST"])
def recall(request: StaffRequest, referral: UUID) -> HttpResponse:
    words = (_("Take it back"), _("Taken back."))
    return post_with_reason(request, referral, actions.recall_referral, words)


@requires(Permission.REFERRAL_REFERRAL_CLEAR)
@require_http_methods(["GET", "POST"])
def send_back(request: StaffRequest, referral: UUID) -> HttpResponse:
    words = (_("Return to the sender"), _("Returned to the sender."))
    return post_with_reason(request, referral, actions.return_referral, words)


@requires(Permission.REFERRAL_REFERRAL_READ)
@require_http_methods(["GET", "POST"])
def withdraw(request: StaffRequest, referral: UUID) -> HttpResponse:
    """The person wishes it to stop, said to any officer of either side."""
    words = (_("Stop by the person's wish"), _("Stopped by the person's wish."))
    return post_with_reason(request, referral, actions.withdraw_referral, words)


@requires(Permission.REFERRAL_REFERRAL_SEND)
@require_http_methods(["GET", "POST"])
def reroute(request: StaffRequest, referral: UUID) -> HttpResponse:
    """A declined referral goes to another service."""
    with reading(request.actor, of=Ref("referral", referral), purpose="open"):
        row = referral_for(referral, to=request.actor)
        services = services_for(row.dossier_id, row.district, request)
        before = {"needs": needs_of(row, to=request.actor)}
    form = RequestForm(
        request.POST or None, services=services, standing=row.urgency, initial=before
    )
    step = run_step(
        request,
        lambda: actions.reroute_referral(
            referral=referral,
            request=form.asked(row.dossier_id),
            by=request.actor,
            at=timezone.now(),
        ),
        _("Written down. It goes out when you send it."),
        form,
    )
    if step.made:
        return back_to(step.made.id)
    return step_page(request, referral, form, _("Send to another service"), step)
