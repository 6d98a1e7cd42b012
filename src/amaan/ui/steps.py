"""How does a page take one step? The typed words hold, the action runs once, and what it refuses
comes back as reasons for the same page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest

from amaan.kernel.reasons import Reason, Refused

T = TypeVar("T")
Made_co = TypeVar("Made_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Step(Generic[Made_co]):
    """`taken` when the action ran, then `made` is what it gave; else `reasons`, if it was tried."""

    taken: bool = False
    made: Made_co | None = None
    reasons: tuple[Reason, ...] = ()


def take(
    request: HttpRequest, work: Callable[[], T], done: str = "", form: Form | None = None
) -> Step[T]:
    """Run `work` on a POST whose form (if there is one) holds; `done` is said when it ran."""
    if request.method != "POST" or (form is not None and not form.is_valid()):
        return Step()
    try:
        made = work()
    except Refused as refused:
        return Step(reasons=refused.reasons)
    if done:
        messages.success(request, done)
    return Step(taken=True, made=made)
