"""A node serves only when every province has its lines and its desk, the keys are real, and
somebody answers for it; until then every page says that reports reach nobody.
"""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError
from django.utils.timezone import localdate, now

from amaan.access.transactions import reading, writing
from amaan.directory.actions.helplines import verify_helpline
from amaan.directory.actions.units import UnitTerms, open_unit
from amaan.directory.queries import helplines, provinces
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import Refused
from amaan.security.actions import node
from amaan.security.actions.node import Answering, put_in_service, take_out_of_service
from amaan.security.actions.seating import Seating, seat_staff
from amaan.security.models import NodeMark
from amaan.security.queries.node import in_service, readiness
from amaan.security.rules.roles import Role
from tests.factories.nation import actor, as_owner
from tests.sites import as_role, public_site, staff_site
from tests.states import NO_PRIVILEGE, sqlstate

pytestmark = pytest.mark.usefixtures("db")
NOBODY = {"en": "Reports here reach nobody", "ur": "کسی تک نہیں پہنچ"}


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[tuple[str, str]]:
    return {(why.code, str(why.params.get("province", ""))) for why in refused.value.reasons}


def answering() -> Answering:
    (row,) = as_owner("SELECT id FROM directory_agency WHERE code = 'PB-HOME'")
    return Answering(row[0], "Secretary, invented", "DEMO/7/2026")


def real_keys(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(node, "real_keys", lambda: True)


def verify_lines(admin: Actor, on: date) -> None:
    for line in list(helplines().filter(number_text__in=["15", "1122", "1098"])):
        verify_helpline(version=line.id, verified_on=on, by=admin, at=now())


def staff_every_province(admin: Actor) -> None:
    """A desk with a duty officer wherever the demonstration has none."""
    (person,) = as_owner("SELECT id FROM security_staff WHERE username = 'duty.pb'")
    (agency,) = as_owner("SELECT id FROM directory_agency WHERE code = 'PLATFORM'")
    today = localdate()
    for province in provinces():
        name = f"Desk {province.short_code}"
        terms = UnitTerms(agency[0], "INTAKE_DESK", name, name, province.id, is_intake_desk=True)
        desk = open_unit(terms=terms, by=admin, at=now())
        seating = Seating(person[0], desk.id, Role.DUTY_OFFICER, today)
        seat_staff(seating=seating, by=admin, at=now())


def ready(patch: pytest.MonkeyPatch, lines_called_on: date | None = None) -> Actor:
    real_keys(patch)
    admin = actor("admin")
    verify_lines(admin, lines_called_on or localdate())
    staff_every_province(admin)
    return admin


def test_every_lack_is_named_with_its_province() -> None:
    with pytest.raises(Refused) as refused:
        put_in_service(answering=answering(), by=actor("admin"), at=now())
    said = codes(refused)
    assert ("node-keys-are-for-demonstration", "") in said
    assert ("node-duty-desk-not-staffed", "GB") in said
    assert ("node-duty-desk-not-staffed", "PB") not in said
    assert ("node-child-line-not-verified", "PB") in said
    assert not in_service()


def test_lines_verified_too_long_ago_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    admin = ready(monkeypatch, lines_called_on=localdate() - timedelta(days=181))
    with pytest.raises(Refused) as refused:
        put_in_service(answering=answering(), by=admin, at=now())
    assert ("node-emergency-line-not-verified", "SD") in codes(refused)


def test_in_service_and_out_again_shows_on_both_sites(monkeypatch: pytest.MonkeyPatch) -> None:
    admin = ready(monkeypatch)
    assert NOBODY["en"] in home()
    with reading(admin):
        assert all(each.duty_desk for each in readiness(now(), to=admin))
    put_in_service(answering=answering(), by=admin, at=now())
    assert NOBODY["en"] not in home()
    assert "1122" in home()
    with as_role("public"):
        assert in_service()
    with pytest.raises(Refused, match="node-in-service-already"):
        put_in_service(answering=answering(), by=admin, at=now())
    take_out_of_service(reason="Desk moves.", by=admin, at=now())
    assert NOBODY["en"] in home()
    kinds = as_owner("SELECT kind FROM ledger_fact WHERE about_kind = 'node' ORDER BY recorded_at")
    assert [kind for (kind,) in kinds] == [
        "security.node_in_service",
        "security.node_out_of_service",
    ]


def test_the_database_lets_nobody_else_mark_a_node(monkeypatch: pytest.MonkeyPatch) -> None:
    put_in_service(answering=answering(), by=ready(monkeypatch), at=now())
    federal = actor("federal")
    with pytest.raises(DatabaseError) as refused:
        take_out_of_service(reason="I say so.", by=federal, at=now())
    assert sqlstate(refused) == NO_PRIVILEGE
    with pytest.raises(DatabaseError) as refused, writing(federal):
        NodeMark(in_service=False, reason="x", marked_at=now(), marked_by=federal.subject).save(
            force_insert=True
        )
    assert sqlstate(refused) == NO_PRIVILEGE
    assert in_service()


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_the_page_says_what_is_lacking_and_takes_the_act(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = actor("admin")
    assert admin.secret is not None
    client = staff_site().carry(admin.secret)
    client.cookies["django_language"] = lang
    page = client.get("/node/", secure=True)
    assert page.status_code == 200
    assert {"en": "demonstration keys", "ur": "نمائشی کلیدوں"}[lang] in page.content.decode()
    ready(monkeypatch)
    empty = client.post("/node/in-service/", {}, secure=True)
    assert empty.status_code == 200
    assert not in_service()
    said = answering()
    form = {
        "authority": str(said.authority),
        "responsible": said.responsible,
        "order_number": said.order_number,
    }
    done = client.post("/node/in-service/", form, secure=True, follow=True)
    assert done.status_code == 200
    assert said.responsible in done.content.decode()
    assert in_service()


def test_others_do_not_see_the_page() -> None:
    federal = actor("federal")
    assert federal.secret is not None
    assert staff_site().carry(federal.secret).get("/node/", secure=True).status_code == 403


def home() -> str:
    client = public_site()
    client.cookies["django_language"] = "en"
    return client.get("/", secure=True).content.decode()
