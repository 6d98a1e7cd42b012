"""Who may enter a route: every view carries exactly one lock, and a test walks the routes to see
that it does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from amaan.access.permissions import Permission
from amaan.kernel.actor import Actor, ActorKind

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
View = Callable[Concatenate[R, P], HttpResponseBase]


class Everyone(StrEnum):
    """Why a route stands open without a permission."""

    PUBLIC_PAGE = "a page of the public site"
    REPORTER = "a reporter behind a code; the database resolves the pass"
    SIGN_IN = "signing in and out"
    SIGNED_IN = "any signed-in member of staff"
    HEALTH = "health of the process, without content"


@dataclass(frozen=True, slots=True)
class RouteLock:
    """The one condition of a route."""

    permission: Permission | None = None
    open_to: Everyone | None = None


class StaffRequest(HttpRequest):
    """A request whose actor has been resolved by the middleware of the staff site."""

    actor: Actor


def lock_of(view: object) -> RouteLock | None:
    """The lock a view carries, looking through its wrappers; None when nobody put one on."""
    while view is not None:
        found = getattr(view, "amaan_lock", None)
        if isinstance(found, RouteLock):
            return found
        view = getattr(view, "__wrapped__", None)
    return None


def requires(permission: Permission) -> Callable[[View[R, P]], View[R, P]]:
    """Let only staff whose role holds the permission enter; the database checks rows again by
    itself.
    """

    def guard(view: View[R, P]) -> View[R, P]:
        @wraps(view)
        def guarded(request: R, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            actor = cast(Actor | None, getattr(request, "actor", None))
            if actor is None or not actor.may(permission):
                raise PermissionDenied(str(permission))
            return view(request, *args, **kwargs)

        guarded.__dict__["amaan_lock"] = RouteLock(permission=permission)
        return cast(View[R, P], guarded)

    return guard


def open_to(whom: Everyone) -> Callable[[View[R, P]], View[R, P]]:
    """Say why a route needs no permission; SIGNED_IN still needs a seat."""

    def guard(view: View[R, P]) -> View[R, P]:
        @wraps(view)
        def guarded(request: R, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            actor = cast(Actor | None, getattr(request, "actor", None))
            if whom is Everyone.SIGNED_IN and (actor is None or actor.kind is not ActorKind.STAFF):
                raise PermissionDenied(str(whom))
            return view(request, *args, **kwargs)

        guarded.__dict__["amaan_lock"] = RouteLock(open_to=whom)
        return cast(View[R, P], guarded)

    return guard


def place_lock(view: Any, lock: RouteLock) -> Any:
    """Put a lock on a view of a library that brings its own check (sign-in pages)."""
    view.amaan_lock = lock
    return view
