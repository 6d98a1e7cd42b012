"""Beginning a report: one press gives the code; the questions come after it is written down."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from amaan.access.locks import Everyone, open_to
from amaan.intake.actions.beginning import begin, new_lock
from amaan.intake.actions.drafting import confirm_code
from amaan.intake.actions.signing_in import stranger
from amaan.intake.forms.thread import LastDigitsForm
from amaan.intake.presenters.qr import qr_of
from amaan.intake.presenters.questions import going_on
from amaan.intake.rules.holding import Held
from amaan.intake.views.basics import (
    busy,
    confirmed,
    form_key,
    held_in,
    kept_fields,
    key_in,
    render_page,
    set_thread_cookie,
    url_for,
)
from amaan.intake.views.visiting import Visit, behind_code
from amaan.kernel.reasons import OutsideFailed, Reason, Refused
from amaan.kernel.tracking_code import parse
from amaan.keyservice.port import KeyServiceBusy

SOON = 5  # seconds until a dry stock of locators is filled again


@never_cache
@open_to(Everyone.PUBLIC_PAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Say who reads and what it needs; on POST issue the code."""
    if request.method == "POST":
        return begun(request)
    return render_page(request, "start", key=form_key(), open_draft=held_in(request) is not None)


def begun(request: HttpRequest) -> HttpResponse:
    """The KDF runs first and outside any transaction; a retry with the same key gives the same
    locator.
    """
    try:
        lock = new_lock()
        found = begin(key=key_in(request), lock=lock, by=stranger(), at=now())
    except KeyServiceBusy as full:
        return busy(request, full.retry_after, kept_fields(request))
    except OutsideFailed:
        return busy(request, SOON, kept_fields(request))
    except Refused:  # the code of this key is written down already: it opens the report
        return HttpResponseRedirect(url_for("track"))
    held = Held(found.complaint, found.pass_secret, found.reply_key, found.code.digits)
    return set_thread_cookie(HttpResponseRedirect(url_for("code")), held)


@never_cache
@open_to(Everyone.REPORTER)
@require_http_methods(["GET", "HEAD", "POST"])
@behind_code
def code(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the code until its last four digits have come back."""
    if not visit.held.code:
        return HttpResponseRedirect(url_for("question", going_on(visit.answers)))
    if request.method != "POST":
        return code_page(request, visit, LastDigitsForm())
    form = LastDigitsForm(request.POST)
    if not form.is_valid():
        return code_page(request, visit, form, status=422)
    shown = parse(visit.held.code)
    try:
        confirm_code(code=shown, typed=form.cleaned_data["last"], by=visit.actor, at=now())
    except Refused as refused:
        return code_page(request, visit, form, refused.reasons, 422)
    response = HttpResponseRedirect(url_for("question", going_on(visit.answers)))
    return set_thread_cookie(response, confirmed(visit.held))


def code_page(
    request: HttpRequest,
    visit: Visit,
    form: LastDigitsForm,
    reasons: tuple[Reason, ...] = (),
    status: int = 200,
) -> HttpResponse:
    shown = parse(visit.held.code)
    return render_page(
        request,
        "code",
        status,
        form=form,
        reasons=reasons,
        lines=shown.lines,
        qr=qr_of(shown.digits),
    )
