"""Does a scripted post learn where to go, and does everything else stay as it was?"""

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from amaan.ui.one_entry import OneEntryMiddleware


def answered(response: HttpResponse, *, scripted: bool) -> HttpResponse:
    def view(request: HttpRequest) -> HttpResponse:
        return response

    headers = {"X-One-Entry": "1"} if scripted else {}
    return OneEntryMiddleware(view)(RequestFactory().post("/report/1", headers=headers))


def test_a_scripted_post_is_told_the_next_page_and_keeps_its_cookies() -> None:
    redirect = HttpResponseRedirect("/report/2")
    redirect.set_cookie("pass", "x")
    answer = answered(redirect, scripted=True)
    assert (answer.status_code, answer.headers["X-Location"]) == (204, "/report/2")
    assert answer.cookies["pass"].value == "x"


@pytest.mark.parametrize("scripted", [True, False])
def test_a_page_is_passed_on(scripted: bool) -> None:
    page = HttpResponse("words", status=422)
    assert answered(page, scripted=scripted) is page


def test_a_plain_post_is_redirected_as_ever() -> None:
    assert answered(HttpResponseRedirect("/report/2"), scripted=False).status_code == 302
