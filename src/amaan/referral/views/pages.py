"""The referrals of a unit, and one referral with its clock, needs, notes and history."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
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
from amaan.referral.models import Referral
from amaan.referral.queries import PAGE, ended, needs_of, progress_of, received, referral_for, sent
from amaan.referral.rules.referral import LIFECYCLE, Status
from amaan.ui.clock_words import clock_words
from amaan.ui.language import current
from amaan.work.queries import clock_rows

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
        return render(request, "referral/referral.html", page(referral, request.actor))


def page(ident: UUID, actor: Actor) -> dict[str, object]:
    row = referral_for(ident, to=actor)
    lang = current()
    about = Ref("referral", row.id)
    return {
        "referral": row,
        "needs": needs_of(row, to=actor),
        "notes": progress_of(row, to=actor),
        "sender_unit": unit(row.from_unit),
        "to_unit": unit(row.to_unit),
        "clocks": [clock_words(clock) for clock in clock_rows(about, to=actor, at=timezone.now())],
        "history": list(reversed(lines(list(timeline(about, to=actor)), lang))),
        "steps": steps_for(row, actor),
    }


def steps_for(row: Referral, actor: Actor) -> set[str]:
    """The buttons: what the life cycle allows, for the side and the seat that looks."""
    events = {str(event) for event in LIFECYCLE.events_from(Status(row.status))}
    sender, receiver = row.from_unit == actor.unit, row.to_unit == actor.unit
    sends = sender and actor.may(Permission.REFERRAL_REFERRAL_SEND)
    answers = receiver and actor.may(Permission.REFERRAL_REFERRAL_ANSWER)
    clears = (
        sender
        and actor.may(Permission.REFERRAL_REFERRAL_CLEAR)
        and row.sender_person != actor.person
    )
    wanted = {
        **dict.fromkeys(("SUBMIT", "RECALL", "REROUTE", "CONFIRM"), sends),
        **dict.fromkeys(("ACCEPT", "DECLINE", "START", "REPORT"), answers),
        **dict.fromkeys(("CLEAR", "RETURN"), clears),
        "WITHDRAW": sends or answers,
    }
    return {event.lower() for event, allowed in wanted.items() if allowed and event in events}
