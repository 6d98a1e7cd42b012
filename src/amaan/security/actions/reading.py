"""Writing down that somebody opens a record, before anything is shown."""

from django.utils import timezone

from amaan.access.transactions import writing
from amaan.kernel.actor import Actor, ActorKind
from amaan.kernel.ids import Ref
from amaan.security.models import Read


def log_read(actor: Actor, of: Ref, purpose: str) -> None:
    """Commit one read row in its own transaction; when this fails, the read fails (security.md
    section 7).

    A reporter reading the own thread is not logged: a row that says when somebody looked would
    itself be a danger.
    """
    if actor.kind is not ActorKind.STAFF:
        return
    with writing(actor):
        Read.objects.create(
            at=timezone.now(),
            seat=actor.subject,
            person=actor.person,
            unit=actor.unit,
            purpose=purpose or "view",
            record_kind=of.kind,
            record=of.id,
            request=actor.request,
        )
