"""When this person last took a seat: shown at sign-in, so that a stranger's use is noticed."""

from datetime import datetime

from amaan.kernel.actor import Actor
from amaan.kernel.ids import Ref
from amaan.ledger.queries import timeline


def last_sign_in(*, to: Actor) -> datetime | None:
    """The issue before the present one; call inside `reading(to)`."""
    about = Ref("staff", to.person or to.subject)
    rows = timeline(about, to=to).filter(kind="security.pass_issued").order_by("-sequence")[:2]
    times = [row.recorded_at for row in rows]
    return times[1] if len(times) > 1 else None
