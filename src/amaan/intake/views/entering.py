"""Coming back with a code: typed once, proved by work or by rest, stretched once, then inside.

A wrong and an unknown code get the same words and the same work (security.md section 4).
"""

import re
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from amaan.access import passes
from amaan.access.locks import Everyone, open_to
from amaan.intake.actions.signing_in import Inside, derive, enter, spend_proof, stranger
from amaan.intake.adapters.proofs import Solved
from amaan.intake.forms.thread import TrackingCodeForm
from amaan.intake.queries.tries import failures
from amaan.intake.rules.holding import Held
from amaan.intake.rules.proving import doublings, highest_number, wait_seconds
from amaan.intake.views.asking import Aside, sign_in_page
from amaan.intake.views.basics import (
    Kept,
    bucket,
    busy,
    drop_thread_cookie,
    held_in,
    kept_fields,
    proofs,
    render_page,
    set_thread_cookie,
    url_for,
)
from amaan.kernel.reasons import Reason, Refused
from amaan.kernel.tracking_code import TrackingCode, parse
from amaan.keyservice.port import KeyServiceBusy

OWN_PAGES: Final = re.compile(r"/(report|track)/([a-z-]+/)?")
PREFIX: Final = "kept-"


@never_cache
@open_to(Everyone.PUBLIC_PAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """The code is asked and read by POST only, so it never stands in an address."""
    if request.method != "POST":
        return sign_in_page(request, Aside(), TrackingCodeForm())
    form = TrackingCodeForm(request.POST)
    try:
        code = parse(form.cleaned_data["code"]) if form.is_valid() else None
    except Refused as mistake:  # a typing mistake costs nothing and is no attempt
        return again(request, form, mistake.reasons)
    if code is None:
        return again(request, form)
    return tried(request, form, code)


def again(
    request: HttpRequest,
    form: TrackingCodeForm,
    reasons: tuple[Reason, ...] = (),
    doubled: int | None = None,
) -> HttpResponse:
    aside = Aside(back_in(request), waiting(request))
    return sign_in_page(request, aside, form, reasons, doubled)


def back_in(request: HttpRequest) -> str:
    """The page to come back to: one of our own, never an address from outside."""
    back = request.POST.get("back", "")
    return back if OWN_PAGES.fullmatch(back) else ""


def waiting(request: HttpRequest) -> Kept:
    """Fields of another page that wait in this one."""
    return [
        (name.removeprefix(PREFIX), value)
        for name, value in kept_fields(request)
        if name.startswith(PREFIX)
    ]


def tried(request: HttpRequest, form: TrackingCodeForm, code: TrackingCode) -> HttpResponse:
    """One attempt, if it has been paid for."""
    source, at = bucket(request), now()
    doubled = doublings(*failures(code.locator, source))
    paid = payment(request, code, doubled)
    if paid is None:
        return unpaid(request, form, code, doubled)
    try:
        spend_proof(challenge=paid.name, by=stranger(), at=at)
        proof = derive(code)
    except Refused as spent:
        return again(request, form, spent.reasons, doubled)
    except KeyServiceBusy as full:
        return busy(request, full.retry_after, without_proof(request))
    inside = enter(proof=proof, bucket=source, by=stranger(), at=at)
    if inside is None:
        cost = doublings(*failures(code.locator, source))
        return again(request, form, (Reason("code-mismatch"),), cost)
    return arrived(request, inside)


def payment(request: HttpRequest, code: TrackingCode, doubled: int) -> Solved | None:
    """A solved challenge or a rested ticket that is worth the present cost."""
    solved = proofs().solved(request.POST.get("altcha", ""))
    if solved is not None and solved.number >= highest_number(doubled):
        return solved
    rested = proofs().rested(request.POST.get("ticket", ""), subject(code), now())
    return rested if rested is not None and rested.number >= wait_seconds(doubled) else None


def subject(code: TrackingCode) -> str:
    """What a ticket is bound to; the ticket is signed, so the locator may stand in it."""
    return code.locator


def unpaid(
    request: HttpRequest, form: TrackingCodeForm, code: TrackingCode, doubled: int
) -> HttpResponse:
    """With a script: a dearer challenge. Without: a page that asks to wait, holding a ticket."""
    if request.POST.get("altcha"):
        return again(request, form, (Reason("proof-missing"),), doubled)
    seconds = wait_seconds(doubled)
    return render_page(
        request,
        "wait",
        seconds=seconds,
        ticket=proofs().ticket(seconds, subject(code), now()),
        typed=code.digits,
        back=back_in(request),
        kept=waiting(request),
    )


def without_proof(request: HttpRequest) -> Kept:
    """What was posted, for sending again; the proof is spent."""
    return kept_fields(request)


def arrived(request: HttpRequest, inside: Inside) -> HttpResponse:
    """Inside: back to where it was, with what was typed there; else to the report."""
    held = Held(inside.complaint, inside.pass_secret, inside.reply_key)
    back, kept = back_in(request), waiting(request)
    if back and kept:
        return set_thread_cookie(render_page(request, "go_on", action=back, kept=kept), held)
    return set_thread_cookie(HttpResponseRedirect(back or url_for("status")), held)


@never_cache
@open_to(Everyone.PUBLIC_PAGE)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the pass everywhere at once, and leave nothing in the browser."""
    end_pass(request)
    return drop_thread_cookie(HttpResponseRedirect(url_for("home")))


def end_pass(request: HttpRequest) -> None:
    held = held_in(request)
    if held is not None:
        passes.end(held.pass_secret)
