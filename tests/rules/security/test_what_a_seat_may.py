"""What a seat may not do at all is said to nobody: there is no button to explain."""

import pytest

from amaan.access.permissions import Permission, reasons_against_seat
from amaan.kernel.actor import Actor, ActorKind
from amaan.kernel.reasons import Audience

READ, FINISH = Permission.WORK_QUEUE_READ, Permission.WORK_TASK_FINISH


@pytest.mark.parametrize(
    ("by", "codes"),
    [
        (Actor(ActorKind.STAFF), ["not-permitted"]),
        (Actor(ActorKind.STAFF, permissions=frozenset({READ})), []),
        (Actor(ActorKind.STAFF, permissions=frozenset({FINISH})), []),
        (Actor.system("sweep"), []),
    ],
)
def test_one_of_the_permissions_is_enough_and_the_platform_needs_none(
    by: Actor, codes: list[str]
) -> None:
    found = list(reasons_against_seat(by, READ, FINISH))
    assert [reason.code for reason in found] == codes
    assert all(reason.audience is Audience.NOBODY for reason in found)
