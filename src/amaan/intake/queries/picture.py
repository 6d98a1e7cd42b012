"""The picture of a territory: clear columns of the reports that a seat may count, never
what was told.
"""

from django.db.models import QuerySet

from amaan.access.transactions import one_row
from amaan.intake.models import Complaint
from amaan.intake.rules.complaint import Status
from amaan.kernel.actor import Actor


def in_picture(*, to: Actor) -> QuerySet[Complaint]:
    """Sorted reports of the seat's picture: nation, province or district; none without a picture.

    Row-level security narrows too, but lets a unit see what it holds elsewhere; a picture is of its
    territory alone.
    """
    del to  # the pass of the reading transaction decides
    row = one_row("SELECT security_picture(), security_territory()", [])
    kind, place = row or (None, None)
    rows = Complaint.objects.filter(sorted_at__isnull=False).exclude(status=Status.BEGUN)
    if kind == "NATION":
        return rows
    if kind in ("PROVINCE", "DISTRICT") and place is not None:
        return rows.filter(**{kind.lower(): place})
    return rows.none()
