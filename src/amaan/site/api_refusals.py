"""How does the interface for programmes say no? By the reasons, each with a code and words in the
reader's language; never with a page.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, Throttled, ValidationError

from amaan.kernel.reasons import Audience, NotFound, OutsideFailed, Reason, Refused
from amaan.ui import catalogues
from amaan.ui.language import current

catalogues.register("site", Path(__file__).with_name("words.toml"))

DOCUMENTED = {
    401: "nobody is signed in",
    403: "the seat lacks the permission",
    404: "there is no such entry",
    422: "a value cannot be used",
    429: "too many requests in this minute",
}


class SaidReason(Schema):
    """One objection: a code for the programme, words for whoever reads along."""

    code: str
    params: dict[str, str | int]
    words: str


class Refusal(Schema):
    """Why there is no answer."""

    reasons: list[SaidReason]


def refusal(status: int, *reasons: Reason) -> JsonResponse:
    said = [{"code": it.code, "params": dict(it.params), "words": words_of(it)} for it in reasons]
    return JsonResponse({"reasons": said}, status=status)


def words_of(reason: Reason) -> str:
    return catalogues.say("reason", reason.code, current(), **reason.params)


def signed_out(_request: HttpRequest, _raised: Exception) -> HttpResponse:
    return refusal(401, Reason("sign-in-first"))


def closed(_request: HttpRequest, _raised: Exception) -> HttpResponse:
    return refusal(403, Reason("not-permitted", audience=Audience.NOBODY))


def missing(_request: HttpRequest, _raised: Exception) -> HttpResponse:
    return refusal(404, Reason("not-there"))


def refused(_request: HttpRequest, raised: Refused) -> HttpResponse:
    return refusal(409, *raised.reasons)


def not_understood(_request: HttpRequest, raised: ValidationError) -> HttpResponse:
    """Names the fields; what was sent is not said back."""
    fields = {str(error["loc"][-1]) for error in raised.errors}
    return refusal(422, *(Reason("value-not-understood", {"field": it}) for it in sorted(fields)))


def too_many(_request: HttpRequest, raised: Throttled) -> HttpResponse:
    return refusal(429, Reason("wait-a-moment", {"seconds": int(raised.wait or 0) + 1}))


def outside_failed(_request: HttpRequest, _raised: Exception) -> HttpResponse:
    return refusal(503, Reason("part-does-not-answer"))


# What a view may raise; anything else is a bug and rises.
ANSWERS: Mapping[type[Exception], Any] = {
    AuthenticationError: signed_out,
    PermissionDenied: closed,
    Http404: missing,
    NotFound: missing,
    Refused: refused,
    ValidationError: not_understood,
    Throttled: too_many,
    OutsideFailed: outside_failed,
}


def teach(api: NinjaAPI) -> None:
    for raised, answer in ANSWERS.items():
        api.add_exception_handler(raised, answer)
