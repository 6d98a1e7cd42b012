"""How does a page show and take a step? A button for what is offered, greyed where something speaks
against it; then the typed words hold, the action runs once, and what it refuses comes back as
reasons for the same page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse

from amaan.kernel.offers import Offer
from amaan.kernel.reasons import Audience, Reason, Refused

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

T = TypeVar("T")
Made_co = TypeVar("Made_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Look:
    """How a step looks: the address of its page, its words, its tone (primary, danger), and whether
    pressing it takes it at once.
    """

    address: str
    words: "_StrPromise"
    tone: str = ""
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """A step as the part `<c-step>` shows it; with `reasons` it is greyed."""

    event: str
    url: str
    words: str
    tone: str
    at_once: bool
    reasons: tuple[Reason, ...]


def buttons(looks: Mapping[str, Look], offered: Mapping[str, Offer], record: UUID) -> list[Button]:
    """The buttons of what is offered on one record, in the order of `looks`."""
    return [
        Button(
            event=str(event).lower(),
            url=reverse(look.address, args=[record]),
            words=str(look.words),
            tone=look.tone,
            at_once=look.at_once,
            reasons=offered[event].reasons,
        )
        for event, look in looks.items()
        if event in offered
    ]


@dataclass(frozen=True, slots=True)
class StepResult(Generic[Made_co]):
    """`taken` when the action ran, then `made` is what it gave; else `reasons`, if it was tried."""

    taken: bool = False
    made: Made_co | None = None
    reasons: tuple[Reason, ...] = ()


def run_step(
    request: HttpRequest, work: Callable[[], T], done: str = "", form: Form | None = None
) -> StepResult[T]:
    """Run `work` on a POST whose form (if there is one) holds; `done` is said when it ran."""
    if request.method != "POST" or (form is not None and not form.is_valid()):
        return StepResult()
    try:
        made = work()
    except Refused as refused:
        return StepResult(reasons=told(refused.reasons))
    if done:
        messages.success(request, done)
    return StepResult(taken=True, made=made)


def told(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """What the page says of a refusal: a step that only a guarded reason stops is refused in the
    words of a step that is not there, or trying would tell what the page keeps back.
    """
    if any(reason.audience is Audience.GUARDED for reason in reasons):
        return (Reason("illegal-step", audience=Audience.NOBODY),)
    return reasons
