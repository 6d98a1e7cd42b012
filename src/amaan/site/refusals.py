"""What does a visitor see when the rules, the walls or the key service say no in the middle of a
page? The page that belongs to it, never "something went wrong".
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from amaan.kernel.reasons import NotFound, OutsideFailed, Refused
from amaan.site import errors
from amaan.site.public import errors as public_errors

SOON = 15  # seconds until the key service has been started again


class StaffRefusals:
    """404, 409 or 429 with the reasons, or 503, for what a view of the staff site raised."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, raised: Exception) -> HttpResponse | None:
        if isinstance(raised, NotFound):
            return errors.not_found(request, raised)
        if isinstance(raised, Refused):
            return errors.refused(request, raised)
        if isinstance(raised, OutsideFailed):
            return errors.busy(request, retry_after=SOON)
        return None


class PublicRefusals(StaffRefusals):
    """The same for a reporter, to whom an absent record and a closed one look alike."""

    def process_exception(self, request: HttpRequest, raised: Exception) -> HttpResponse | None:
        if isinstance(raised, NotFound | Refused):
            return public_errors.not_found(request, raised)
        if isinstance(raised, OutsideFailed):
            return public_errors.busy(request, retry_after=SOON)
        return None
