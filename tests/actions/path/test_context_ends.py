"""The pass of a transaction is gone with it: neither commit, rollback nor the next work of the same
connection keeps it.
"""

import pytest
from django.utils.timezone import now

from amaan.access.transactions import one_row, reading
from amaan.intake.actions.desk import acknowledge
from amaan.intake.actions.messaging import write_as_desk
from amaan.intake.models import Complaint
from amaan.kernel.reasons import Refused
from tests.factories.path import Path, path, to_decided

pytestmark = [pytest.mark.usefixtures("db"), pytest.mark.security("7c")]
CONTEXT = "SELECT coalesce(current_setting('amaan.pass', true), ''), security_seat()"


def backend() -> int:
    found = one_row("SELECT pg_backend_pid()", [])
    assert found is not None
    return int(found[0])


def nobody_is_left_behind(one: int) -> None:
    """On the very same connection: no pass, no seat, no row."""
    assert backend() == one
    assert one_row(CONTEXT, []) == ("", None)
    assert not Complaint.objects.exists()


def held() -> Path:
    way = path()
    to_decided(way)
    return way


def test_a_reader_leaves_nothing_behind() -> None:
    way = held()
    with reading(way.duty):
        one = backend()
        assert way.duty.secret is not None
        assert one_row(CONTEXT, []) == (way.duty.secret.hex(), way.duty.subject)  # the control
        assert Complaint.objects.exists()
    nobody_is_left_behind(one)


def test_an_action_leaves_nothing_behind() -> None:
    way, one = held(), backend()
    write_as_desk(complaint=way.complaint, text="Seen. (invented)", by=way.duty, at=now())
    nobody_is_left_behind(one)


def test_nor_does_one_that_was_refused() -> None:
    way, one = held(), backend()
    with pytest.raises(Refused):
        acknowledge(complaint=way.complaint, by=way.duty, at=now())  # a second time
    nobody_is_left_behind(one)
