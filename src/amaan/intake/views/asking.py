"""The page that asks for a code, with a challenge that the browser solves meanwhile."""

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from amaan.intake.forms.thread import TrackingCodeForm
from amaan.intake.queries.tries import failures
from amaan.intake.rules.proving import doublings, highest_number
from amaan.intake.views.basics import Kept, bucket, proofs, render_page
from amaan.kernel.reasons import Reason


@dataclass(frozen=True, slots=True)
class Aside:
    """What waits in the page while the code is asked: where to go back to, and what was typed."""

    back: str = ""
    kept: Kept = field(default_factory=list)
    lapsed: bool = False


def sign_in_page(
    request: HttpRequest,
    aside: Aside,
    form: TrackingCodeForm,
    reasons: tuple[Reason, ...] = (),
    doubled: int | None = None,
) -> HttpResponse:
    """`doubled` is the cost that this locator and source have come to, where it is known.

    403 for a step that was not taken, 422 for a code that was not, else 200.
    """
    cost = doublings(*failures("", bucket(request))) if doubled is None else doubled
    status = 403 if aside.lapsed else 422 if form.is_bound else 200
    return render_page(
        request,
        "sign_in",
        status,
        form=form,
        reasons=reasons,
        back=aside.back,
        kept=aside.kept,
        lapsed=aside.lapsed,
        challenge=proofs().challenge(highest_number(cost), now()),
    )
