"""The interface for programmes: which addresses it has, under which locks, and how it says no.

Every answer is JSON, a refusal too: `{"reasons": [{"code", "params", "words"}]}`. It is entered
with the pass of a seat, like a page; every address carries the lock of its view, so the route test,
the list of permissions and the authorisation matrix see it.
"""

from collections.abc import Iterator
from functools import wraps
from time import time
from typing import Any, ClassVar, cast

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import URLPattern
from ninja import NinjaAPI, Router
from ninja.security import APIKeyCookie
from ninja.throttling import BaseThrottle

from amaan.access.locks import (
    Everyone,
    RouteLock,
    StaffRequest,
    lock_of,
    open_to,
    place_lock,
    requires,
)
from amaan.access.permissions import Permission
from amaan.directory.api import router as directory
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import Reason
from amaan.site.api_refusals import DOCUMENTED, Refusal, refusal, teach

A_MINUTE = 60


class SeatOfPass(APIKeyCookie):
    """The pass of the staff site, resolved by its middleware; the lock of the address is asked
    before anything of the request is looked at.
    """

    param_name = getattr(settings, "AMAAN_PASS_COOKIE", "")  # commands have no cookie

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        del key  # resolved already, by the middleware of the site
        actor: Actor | None = getattr(request, "actor", None)
        lock = lock_of(request.resolver_match.func) if request.resolver_match else None
        if actor is not None and not (lock and lock.permission and actor.may(lock.permission)):
            raise PermissionDenied
        return actor


class PerSeat(BaseThrottle):
    """So many requests of one seat in a minute; counted in each process by itself."""

    most: ClassVar[int] = 120

    def allow_request(self, request: HttpRequest) -> bool:
        seat = request.actor.subject  # type: ignore[attr-defined]  # the lock has seen to it
        key = f"api:{seat}:{int(time()) // A_MINUTE}"
        cache.add(key, 0, 2 * A_MINUTE)
        return cache.incr(key) <= self.most

    def wait(self) -> float:
        return A_MINUTE - time() % A_MINUTE


api = NinjaAPI(
    title="Amaan",
    version="1",
    description="Read-only; entered with the pass of a seat. Refusals give reasons by code.",
    openapi_url=None,  # a view of ours, behind a permission like every other
    docs_url=None,
    urls_namespace="api",
    auth=SeatOfPass(),
    throttle=PerSeat(),
)
teach(api)
own = Router()


@own.get("/openapi.json", url_name="openapi", include_in_schema=False)
@requires(Permission.DIRECTORY_ENTRY_READ)
def openapi(request: StaffRequest) -> JsonResponse:
    """This interface in the words of OpenAPI 3.1."""
    del request
    return JsonResponse(document())


def document() -> dict[str, Any]:
    """What ninja knows of the views, and beside every answer the refusals that may come instead."""
    schema: dict[str, Any] = api.get_openapi_schema()
    shapes = Refusal.model_json_schema(ref_template="#/components/schemas/{model}")
    schema["components"]["schemas"] |= {**shapes.pop("$defs"), "Refusal": shapes}
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
    for path in schema["paths"].values():
        for operation in path.values():
            operation["responses"] |= {
                status: {"description": words, "content": content}
                for status, words in DOCUMENTED.items()
            }
    return schema


ROUTERS = (directory, own)
for each in ROUTERS:
    api.add_router("", each)


def locks() -> Iterator[tuple[str, RouteLock]]:
    """The lock of each address: all its methods must carry the same one."""
    for router in ROUTERS:
        for path, view in router.path_operations.items():
            found = {lock_of(operation.view_func) for operation in view.operations}
            if len(found) != 1 or None in found:
                raise ImproperlyConfigured(f"api: {path} needs exactly one lock")
            yield str(view.url_name), found.pop()  # type: ignore[misc]  # None is not among them


def readable(view: Any) -> Any:
    """The view of the library, saying in our shape that a method is not open; with the site's own
    CSRF check, from which the library exempts it.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = view(request, *args, **kwargs)
        if response.status_code == 405:
            said = refusal(405, Reason("way-not-open"))
            said["Allow"] = response["Allow"]
            return said
        return response

    answered.__dict__["csrf_exempt"] = False
    return answered


def mounted() -> Iterator[URLPattern]:
    """The addresses, each under the lock of its view; the root is only there to be named."""
    by_name = dict(locks())
    for pattern in cast(list[URLPattern], api.urls[0]):
        if pattern.name == "api-root":
            pattern.callback = open_to(Everyone.SIGNED_IN)(cast(Any, pattern.callback))
        else:
            pattern.callback = place_lock(readable(pattern.callback), by_name[str(pattern.name)])
        yield pattern


app_name = "api"
urlpatterns = list(mounted())
