"""What seats, passes, phones and the node refuse, each beside the same step taken."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.timezone import localdate, now

from amaan.access.locks import Everyone, open_to
from amaan.casework.rules.dossier import Compartment
from amaan.identity.actions import Particulars, record_person
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import NotFound
from amaan.security.actions.first_administrator import platform_unit
from amaan.security.actions.node import take_out_of_service
from amaan.security.actions.passing import issue_pass, nobody
from amaan.security.actions.seating import end_seat
from amaan.security.actions.signing_in import choose_password, set_up_phone
from amaan.security.middleware import StaffMiddleware
from amaan.security.rules.one_time_codes import code_at
from amaan.security.views.signing_in import seat_id
from tests.factories.nation import SYSTEM, actor, as_owner
from tests.refusals import refused_with
from tests.sites import as_role
from tests.web.security.door import SECRET, lay_in

pytestmark = pytest.mark.usefixtures("db")


def seat_and_person(username: str) -> tuple[UUID, UUID]:
    sql = (
        "SELECT s.id, s.staff_id FROM security_seat s JOIN security_staff p ON p.id = s.staff_id"
        " WHERE p.username = %s"
    )
    return as_owner(sql, username)[0]


def test_a_seat_ends_once_after_it_began() -> None:
    seat, _ = seat_and_person("legal.pb")
    admin, today = actor("admin"), localdate()
    (began,) = as_owner("SELECT starts_on FROM security_seat WHERE id = %s", seat)[0]
    with pytest.raises(NotFound):
        end_seat(seat=uuid4(), ends_on=today, by=admin, at=now())
    with refused_with("seat-ends-before-it-starts"):
        end_seat(seat=seat, ends_on=began, by=admin, at=now())
    end_seat(seat=seat, ends_on=began + timedelta(days=1), by=admin, at=now())
    with refused_with("seat-ended-already"):
        end_seat(seat=seat, ends_on=began + timedelta(days=2), by=admin, at=now())


def test_a_pass_is_for_the_own_seat_while_it_lasts() -> None:
    seat, person = seat_and_person("legal.pb")
    _, another = seat_and_person("sw.gujrat")
    with refused_with("seat-not-yours"):
        issue_pass(seat=seat, person=another, by=nobody(), at=now())
    assert issue_pass(seat=seat, person=person, by=nobody(), at=now())
    as_owner("UPDATE security_seat SET ends_on = starts_on + 1 WHERE id = %s", seat)
    as_owner("UPDATE security_seat SET starts_on = starts_on - 9, ends_on = starts_on - 8"
             " WHERE id = %s", seat)  # fmt: skip
    with refused_with("seat-not-yours"):
        issue_pass(seat=seat, person=person, by=nobody(), at=now())


def test_what_is_no_seat_is_nobodys() -> None:
    ident = uuid4()
    assert seat_id(str(ident)) == ident
    with refused_with("seat-not-yours"):
        seat_id("1; DROP TABLE")


def test_a_person_who_is_not_there_chooses_no_password() -> None:
    with pytest.raises(NotFound):
        choose_password(
            person=uuid4(), password="canal lantern forty", password_again="canal lantern forty",
            by=nobody(), at=now(),
        )  # fmt: skip


def test_a_phone_is_set_up_once_and_shows_the_right_code() -> None:
    lay_in("zara")
    (person,) = as_owner("SELECT id FROM security_staff WHERE username = 'zara'")[0]
    as_owner("DELETE FROM mfa_authenticator WHERE user_id = %s", person)
    at = now()

    def set_up(code: str) -> None:
        set_up_phone(person=person, secret=SECRET, code=code, by=nobody(), at=at)

    right = code_at(SECRET, at.timestamp())
    with refused_with("one-time-code-wrong"):
        set_up(f"{(int(right) + 1) % 1_000_000:06d}")
    set_up(right)
    with refused_with("phone-set-up-already"):
        set_up(right)


def test_a_node_that_is_not_in_service_is_not_taken_out() -> None:
    with refused_with("node-not-in-service"):
        take_out_of_service(reason="Never was. (invented)", by=actor("admin"), at=now())


def test_without_reference_data_there_is_no_unit_to_administer_from() -> None:
    as_owner("UPDATE directory_unit SET kind = 'MISSION' WHERE kind = 'ADMINISTRATION'")
    as_owner("UPDATE directory_agency SET code = 'NOT-LOADED' WHERE code = 'PLATFORM'")
    with as_role("owner"), refused_with("reference-data-missing"):
        platform_unit(by=SYSTEM, at=now())


def test_a_person_has_a_name() -> None:
    worker = actor("sw.gujrat")

    def keep(name: str) -> None:
        record_person(
            particulars=Particulars(name=name), compartment=Compartment.PROTECTION,
            by=worker, at=now(),
        )  # fmt: skip

    with refused_with("name-missing"):
        keep("  ")
    keep("Invented Person")


def shut(request: object) -> HttpResponse:
    raise AssertionError("nobody comes this far")


def test_a_page_without_a_lock_opens_to_no_staff() -> None:
    request = RequestFactory().get("/somewhere/")
    request.actor = actor("admin")  # type: ignore[attr-defined]
    door = StaffMiddleware(shut)
    with pytest.raises(PermissionDenied, match="no lock"):
        door.process_view(request, shut, (), {})
    locked = open_to(Everyone.SIGNED_IN)(shut)  # type: ignore[type-var]
    assert door.process_view(request, locked, (), {}) is None


@pytest.mark.parametrize("who", [None, Actor.system("sweep")])
def test_what_is_open_to_the_signed_in_is_shut_to_others(who: Actor | None) -> None:
    request = RequestFactory().get("/somewhere/")
    request.actor = who  # type: ignore[attr-defined]
    opened = open_to(Everyone.SIGNED_IN)(lambda _: HttpResponse("in"))
    with pytest.raises(PermissionDenied, match=Everyone.SIGNED_IN):
        opened(request)
    request.actor = actor("legal.pb")  # type: ignore[attr-defined]
    assert opened(request).content == b"in"  # type: ignore[attr-defined]
