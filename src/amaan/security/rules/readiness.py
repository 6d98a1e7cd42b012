"""May this node be marked in service? (security.md section 15)"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from amaan.kernel.reasons import Reason


@dataclass(frozen=True, slots=True)
class Ready:
    """What a province has of the three things that a report there needs."""

    province: str  # the code of the province, as `directory` gives it
    name_en: str
    name_ur: str
    emergency_line: bool  # 15 and 1122 verified lately enough
    child_line: bool  # a child line of the province, or of all, verified lately enough
    duty_desk: bool  # an intake desk with a duty officer who can sign in


def reasons_against_service(provinces: Iterable[Ready], *, real_keys: bool) -> Iterator[Reason]:
    """Every province needs verified lines and a staffed desk; the node needs real keys."""
    if not real_keys:
        yield Reason("node-keys-are-for-demonstration")
    known = False
    for each in provinces:
        known = True
        where = {"province": each.province}
        if not each.emergency_line:
            yield Reason("node-emergency-line-not-verified", where)
        if not each.child_line:
            yield Reason("node-child-line-not-verified", where)
        if not each.duty_desk:
            yield Reason("node-duty-desk-not-staffed", where)
    if not known:
        yield Reason("node-covers-no-province")
