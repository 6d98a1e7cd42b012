"""How does a whole report use one entry of the browser's history? The script asks where to go."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase

ASKED, TARGET = "X-One-Entry", "X-Location"


class OneEntryMiddleware:
    """Answers a scripted post with the address of the next page instead of a redirect.

    A script can not read where a redirect leads without following it, and following would already
    spend a page that is shown once. Without the header nothing changes: pages work without script.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if ASKED not in request.headers or not isinstance(response, HttpResponseRedirectBase):
            return response
        answer = HttpResponse(status=204, headers={TARGET: response.url})
        # Session and language cookies of the step must still reach the browser.
        answer.cookies = response.cookies
        return answer
