"""New versions of helplines, wordings of the law, calendars and limits.

The address of each form names the version that the officer looks at: when somebody else wrote one
meanwhile, the
action refuses and nothing is overwritten.
"""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.directory import actions, queries
from amaan.directory.forms import (
    CalendarForm,
    HelplineForm,
    LimitForm,
    OffenceForm,
    SignOffForm,
    VerifyForm,
)
from amaan.directory.views.changing import EntryChange, two_steps
from amaan.directory.views.details import row_or_404

REVISE = Permission.DIRECTORY_ENTRY_REVISE
REVISE_LAW = Permission.DIRECTORY_LAW_REVISE


@require_http_methods(["GET", "POST"])
@requires(REVISE)
def revise_helpline(request: StaffRequest, version: UUID) -> HttpResponse:
    with reading(request.actor):
        row = row_or_404(queries.helpline_version(version))
    initial = {name: getattr(row, name) for name in HelplineForm.base_fields}
    form = HelplineForm(request.POST or None, initial=initial)
    back = reverse("directory:helpline", args=[row.entry])
    words = _("A revised line must be verified again before the public sees it.")
    change = EntryChange(_("Revise this line"), "helplines", form, back, words)

    def do() -> str:
        actions.revise_helpline(version=version, change=form.change(), by=request.actor, at=now())
        return back

    return two_steps(request, change, do)


@require_http_methods(["GET", "POST"])
@requires(REVISE)
def verify_helpline(request: StaffRequest, version: UUID) -> HttpResponse:
    with reading(request.actor):
        row = row_or_404(queries.helpline_version(version))
    form = VerifyForm(request.POST or None, initial={"verified_on": now().date()})
    back = reverse("directory:helpline", args=[row.entry])
    words = _("Call the number. Verify only when it answers as written here.")
    change = EntryChange(_("Verify this line"), "helplines", form, back, words)

    def do() -> str:
        day = form.cleaned_data["verified_on"]
        actions.verify_helpline(version=version, verified_on=day, by=request.actor, at=now())
        return back

    return two_steps(request, change, do)


@require_http_methods(["GET", "POST"])
@requires(REVISE_LAW)
def revise_law(request: StaffRequest, version: UUID) -> HttpResponse:
    with reading(request.actor):
        row = row_or_404(queries.offence_version(version))
    form = OffenceForm(request.POST or None, initial=OffenceForm.initial_of(row))
    back = reverse("directory:law", args=[row.entry])
    words = _("This writes a new version. Cases keep the version they were charged under.")
    change = EntryChange(_("New version of this wording"), "laws", form, back, words)

    def do() -> str:
        actions.revise_offence(version=version, wording=form.wording(), by=request.actor, at=now())
        return back

    return two_steps(request, change, do)


@require_http_methods(["GET", "POST"])
@requires(REVISE_LAW)
def sign_off_law(request: StaffRequest, version: UUID) -> HttpResponse:
    with reading(request.actor):
        row = row_or_404(queries.offence_version(version))
    form = SignOffForm(request.POST or None)
    back = reverse("directory:law", args=[row.entry])
    change = EntryChange(_("Sign off this wording"), "laws", form, back)

    def do() -> str:
        lawyer = form.cleaned_data["lawyer"]
        actions.sign_off_offence(version=version, lawyer=lawyer, by=request.actor, at=now())
        return back

    return two_steps(request, change, do)


@require_http_methods(["GET", "POST"])
@requires(REVISE)
def revise_calendar(request: StaffRequest, version: UUID) -> HttpResponse:
    at = now()
    with reading(request.actor):
        row = row_or_404(queries.calendar_version(version))
    form = CalendarForm(request.POST or None, initial=CalendarForm.initial_of(row, at.date()))
    back = reverse("directory:calendar", args=[row.entry])
    words = _("Clocks that run keep the calendar they began with.")
    change = EntryChange(_("New version of this calendar"), "calendars", form, back, words)

    def do() -> str:
        province = row.province.short_code if row.province else ""
        actions.revise_calendar(
            version=version,
            terms=form.terms(province),
            valid_from=form.starts(at),
            by=request.actor,
            at=at,
        )
        return back

    return two_steps(request, change, do)


@require_http_methods(["GET", "POST"])
@requires(REVISE)
def revise_limit(request: StaffRequest, version: UUID) -> HttpResponse:
    with reading(request.actor):
        row = row_or_404(queries.limit_version(version))
    form = LimitForm(request.POST or None, initial=LimitForm.initial_of(row))
    back = reverse("directory:clock_limit", args=[row.entry])
    words = _("A limit is promised to nobody until an office has ratified it.")
    change = EntryChange(_("Change or ratify this limit"), "clock_limits", form, back, words)

    def do() -> str:
        actions.revise_clock_limit(
            version=version, terms=form.terms(row), by=request.actor, at=now()
        )
        return back

    return two_steps(request, change, do)
