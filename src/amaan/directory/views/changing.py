"""A change in two steps: the form, then what will be different, then the action."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from amaan.access.locks import StaffRequest
from amaan.directory.forms import ReasonedForm
from amaan.directory.presenters.changes import changes_of
from amaan.directory.views.pages import render_page
from amaan.kernel.reasons import Refused

REFUSED = 422
NOT_SENT_ON = {"csrfmiddlewaretoken", "confirmed", "edit"}


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One change: its form, the words on top, and where to go back to."""

    title: str
    tab: str
    form: ReasonedForm
    back: str
    help: str = ""


def two_steps(request: StaffRequest, change: EntryChange, do: Callable[[], str]) -> HttpResponse:
    """Show, ask to confirm, do. `do` runs the action and returns where to go; it may raise
    Refused.
    """
    form = change.form
    if request.method != "POST" or "edit" in request.POST or not form.is_valid():
        return render_change(request, change)
    if "confirmed" not in request.POST:
        return to_confirm(request, change)
    try:
        target = do()
    except Refused as refused:
        form.add_reasons(refused.reasons)
        return render_change(request, change, REFUSED)
    messages.success(request, _("Saved."))
    return redirect(target)


def render_change(request: StaffRequest, change: EntryChange, status: int = 200) -> HttpResponse:
    wrong = change.form.is_bound and bool(change.form.errors)
    return render_page(
        request, "change", change.tab, {"change": change}, REFUSED if wrong else status
    )


def to_confirm(request: StaffRequest, change: EntryChange) -> HttpResponse:
    """The second page: every field that will be different, and the same fields again, hidden."""
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_SENT_ON
        for value in values
    ]
    context = {"change": change, "lines": changes_of(change.form), "sent": sent}
    return render_page(request, "confirm", change.tab, context)
