"""A report taken in person or by telephone: hand over the code, type, read back, send."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.intake.actions.beginning import new_lock
from amaan.intake.actions.drafting import LAST_DIGITS
from amaan.intake.actions.walking_in import draw_code, receive
from amaan.intake.adapters.slip import Slip, slip_text
from amaan.intake.forms.walking_in import WalkInForm
from amaan.intake.presenters.places import districts, offices
from amaan.intake.presenters.qr import qr_of
from amaan.intake.views.basics import form_key, site_secret
from amaan.kernel.reasons import Reason, Refused
from amaan.security.rules.passes import TOTAL

SLIP_LASTS: Final = TOTAL  # as long as a seat may stay signed in


@never_cache
@requires(Permission.INTAKE_COMPLAINT_RECEIVE)
@require_http_methods(["GET", "POST"])
def begin(request: StaffRequest) -> HttpResponse:
    """What to say to the person first; on POST draw the code."""
    if request.method != "POST":
        return render(request, "intake/walk_in_start.html")
    code = draw_code(by=request.actor, at=now())
    return walk_in_page(request, Slip(code, form_key()), blank(request))


@never_cache
@requires(Permission.INTAKE_COMPLAINT_RECEIVE)
@require_POST
def send(request: StaffRequest) -> HttpResponse:
    """Take the typed answers; "show the offices" only draws the page again with them."""
    slip = slip_in(request)
    if slip is None:
        messages.error(request, _("This page was open too long. Begin again with a new code."))
        return redirect("intake:walk_in")
    form = filled(request)
    if "offices" in request.POST:
        return walk_in_page(request, slip, filled(request, checked=False))
    if not form.is_valid():
        return walk_in_page(request, slip, form, status=422)
    if form.cleaned_data["last"] != slip.code.digits[-LAST_DIGITS:]:
        return walk_in_page(request, slip, form, (Reason("last-digits-differ"),), status=422)
    try:
        number = receive(
            code=slip.code,
            lock=new_lock(slip.code.secret),
            key=slip.key,
            answers=form.answers(),
            by=request.actor,
            at=now(),
        )
    except Refused as refused:
        return walk_in_page(request, slip, form, refused.reasons, status=422)
    messages.success(request, _("Report %(number)s is received.") % {"number": spaced(number)})
    return redirect("intake:walk_in")


def spaced(locator: str) -> str:
    return f"{locator[:3]} {locator[3:]}"


def slip_in(request: StaffRequest) -> Slip | None:
    text = request.POST.get("slip", "")
    return slip_text(site_secret()).open(text, str(request.actor.subject), int(now().timestamp()))


def blank(request: StaffRequest) -> WalkInForm:
    return WalkInForm(places=districts(to=request.actor), offices=[])


def filled(request: StaffRequest, *, checked: bool = True) -> WalkInForm:
    """The form as typed; unchecked it shows no errors yet."""
    district = request.POST.get("district", "")
    places = districts(to=request.actor)
    known = {ident for _name, rows in places for ident, _word in rows}
    named = offices(district if district in known else "", to=request.actor)
    if checked:
        return WalkInForm(request.POST, places=places, offices=named)
    typed = {**request.POST.dict(), "signs": request.POST.getlist("signs")}
    return WalkInForm(initial=typed, places=places, offices=named)


def walk_in_page(
    request: StaffRequest,
    slip: Slip,
    form: WalkInForm,
    reasons: tuple[Reason, ...] = (),
    *,
    status: int = 200,
) -> HttpResponse:
    until = int((now() + SLIP_LASTS).timestamp())
    context = {
        "form": form,
        "reasons": reasons,
        "lines": slip.code.lines,
        "qr": qr_of(slip.code.digits),
        "slip": slip_text(site_secret()).seal(slip, str(request.actor.subject), until),
    }
    return render(request, "intake/walk_in.html", context, status=status)
