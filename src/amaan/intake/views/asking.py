"""The page that asks for a code, with a challenge that the browser solves meanwhile."""

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from amaan.intake.forms.thread import CodeForm
from amaan.intake.queries.tries import failures
from amaan.intake.rules.proving import doublings, highest_number
from amaan.intake.views.basics import Kept, bucket, proofs, show
from amaan.kernel.reasons import Reason


def sign_in_page(
    request: HttpRequest,
    *,
    form: CodeForm | None = None,
    reasons: tuple[Reason, ...] = (),
    back: str = "",
    kept: Kept | None = None,
    lapsed: bool = False,
    doubled: int | None = None,
    status: int = 200,
) -> HttpResponse:
    """`doubled` is the cost that this locator and source have come to; `kept` waits in the page."""
    cost = doublings(*failures("", bucket(request))) if doubled is None else doubled
    return show(
        request,
        "sign_in",
        status,
        form=form or CodeForm(),
        reasons=reasons,
        back=back,
        kept=kept or [],
        lapsed=lapsed,
        challenge=proofs().challenge(highest_number(cost), now()),
    )
