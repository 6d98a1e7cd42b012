"""Why a step is not allowed: objections as data, so that buttons, actions, API and tests share one
truth.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Audience(StrEnum):
    """Who may learn of an objection before the step is tried: `OPEN` everybody who could take the
    step; `GUARDED` only who may know of an exclusion, of another unit's part or of a person;
    `NOBODY` when there is no such step for this seat or in this state at all.
    """

    OPEN = "OPEN"
    GUARDED = "GUARDED"
    NOBODY = "NOBODY"


@dataclass(frozen=True, slots=True)
class Reason:
    """One objection: a code whose words stand in the bilingual catalogue, values for its gaps, and
    who may learn of it.
    """

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    audience: Audience = field(default=Audience.OPEN, compare=False)


class Refused(Exception):  # noqa: N818  (a domain word, not a programming error)
    """The rules say no; `reasons` say why."""

    def __init__(self, *reasons: Reason) -> None:
        super().__init__(", ".join(reason.code for reason in reasons))
        self.reasons = reasons


class NotFound(Exception):  # noqa: N818
    """There is no such record, or the one who looks may not know of it: both read alike."""


class OutsideFailed(Exception):  # noqa: N818
    """A partner outside failed; `permanent` says whether trying again can help."""

    def __init__(self, message: str, *, permanent: bool) -> None:
        super().__init__(message)
        self.permanent = permanent


def refuse_if(*groups: Iterable[Reason]) -> None:
    """Raise Refused with every objection of every group; return when there is none."""
    reasons = tuple(reason for group in groups for reason in group)
    if reasons:
        raise Refused(*reasons)
