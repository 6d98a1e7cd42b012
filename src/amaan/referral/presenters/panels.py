"""What referral shows on the page of a dossier: what was referred, and a button for more."""

from datetime import datetime
from uuid import UUID

from amaan.access.permissions import Permission
from amaan.kernel.actor import Actor
from amaan.kernel.panels import Panel
from amaan.referral.queries import from_dossier


def referrals_panel(dossier: UUID, status: str, actor: Actor, at: datetime) -> Panel | None:
    del at
    context = {
        "dossier_id": dossier,
        "rows": from_dossier(dossier, to=actor),
        "refers": status == "OPEN" and actor.may(Permission.REFERRAL_REFERRAL_SEND),
    }
    return Panel("referral/_dossier_panel.html", context)
