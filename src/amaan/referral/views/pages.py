"""The referrals of a unit, and one referral with its clock, needs, notes and history."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.directory.queries import unit
from amaan.kernel.actor import Actor
from amaan.kernel.ids import Ref
from amaan.ledger.queries import timeline
from amaan.ledger.rules.telling import lines
from amaan.referral.actions import see_referral
from amaan.referral.queries import PAGE, ended, needs_of, progress_of, received, referral_for, sent
from amaan.referral.queries.steps import offered_steps
from amaan.referral.rules.referral import Event
from amaan.ui.clock_words import clock_words
from amaan.ui.language import current
from amaan.ui.steps import Look, buttons
from amaan.work.queries import clock_rows

LOOKS: Final[Mapping[str, Look]] = {
    Event.SUBMIT: Look("referral:submit", gettext_lazy("Send"), "primary", at_once=True),
    Event.CLEAR: Look("referral:clear", gettext_lazy("Clear and send"), "primary", at_once=True),
    Event.RETURN: Look("referral:return", gettext_lazy("Return to the sender")),
    Event.ACCEPT: Look(
        "referral:accept", gettext_lazy("Accept in my name"), "primary", at_once=True
    ),
    Event.DECLINE: Look("referral:decline", gettext_lazy("Decline, with reason")),
    Event.START: Look("referral:start", gettext_lazy("Note the first contact"), "primary"),
    Event.REPORT: Look("referral:report", gettext_lazy("Report the outcome"), "primary"),
    Event.CONFIRM: Look(
        "referral:confirm", gettext_lazy("Confirm the outcome"), "primary", at_once=True
    ),
    Event.REROUTE: Look("referral:reroute", gettext_lazy("Send to another service"), "primary"),
    Event.RECALL: Look("referral:recall", gettext_lazy("Take it back")),
    Event.WITHDRAW: Look("referral:withdraw", gettext_lazy("Stop by the person's wish"), "danger"),
}
VIEWS = {"received": received, "sent": sent, "ended": ended}


@requires(Permission.REFERRAL_REFERRAL_READ)
@require_GET
def referral_list(request: StaffRequest) -> HttpResponse:
    view = request.GET.get("view", "received")
    view = view if view in VIEWS else "received"
    labels = {"received": _("To my unit"), "sent": _("From my unit"), "ended": _("Ended")}
    with reading(request.actor):
        context = {
            "view": view,
            "rows": VIEWS[view](to=request.actor)[:PAGE],
            "tabs": [
                {"url": f"?view={key}", "label": label, "current": key == view}
                for key, label in labels.items()
            ],
        }
        return render(request, "referral/list.html", context)


@requires(Permission.REFERRAL_REFERRAL_READ)
@require_GET
def referral(request: StaffRequest, referral: UUID) -> HttpResponse:
    """A member of the receiving unit who opens it meets the acknowledge clock."""
    if request.actor.may(Permission.REFERRAL_REFERRAL_ANSWER):
        see_referral(referral=referral, by=request.actor, at=timezone.now())
    with reading(request.actor, of=Ref("referral", referral), purpose="open"):
        return render(request, "referral/referral.html", referral_context(referral, request.actor))


def referral_context(ident: UUID, actor: Actor) -> dict[str, object]:
    row = referral_for(ident, to=actor)
    lang, at = current(), timezone.now()
    about = Ref("referral", row.id)
    return {
        "referral": row,
        "needs": needs_of(row, to=actor),
        "notes": progress_of(row, to=actor),
        "sender_unit": unit(row.from_unit),
        "to_unit": unit(row.to_unit),
        "clocks": [clock_words(clock) for clock in clock_rows(about, to=actor, at=at)],
        "history": list(reversed(lines(list(timeline(about, to=actor)), lang))),
        "steps": buttons(LOOKS, offered_steps([row], to=actor, at=at)[row.id], row.id),
    }
