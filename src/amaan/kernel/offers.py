"""Which steps does a page offer? Those that could be taken now, and those that somebody could take
but for a reason they may know; a step that only a guarded reason stops is not there at all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from amaan.kernel.reasons import Audience, Reason


@dataclass(frozen=True, slots=True)
class Offer:
    """One button: enabled, or greyed with the very reasons that the action would raise."""

    event: str
    reasons: tuple[Reason, ...] = ()


def offers(against: Mapping[str, Iterable[Reason]], *, knows: bool) -> dict[str, Offer]:
    """The buttons of one record, by event in the order given.

    `knows`: whoever looks may learn what is guarded (oversight).
    """
    hidden = {Audience.NOBODY} if knows else {Audience.NOBODY, Audience.GUARDED}
    found = {event: tuple(reasons) for event, reasons in against.items()}
    return {
        str(event): Offer(str(event), reasons)
        for event, reasons in found.items()
        if hidden.isdisjoint(reason.audience for reason in reasons)
    }


def first_of(*stages: Iterable[Reason]) -> tuple[Reason, ...]:
    """The objections of the first stage that has any: whoever may not take a step at all learns
    nothing of the record from it, and what nobody needs is not asked of the database.
    """
    for stage in stages:
        found = tuple(stage)
        if found:
            return found
    return ()
