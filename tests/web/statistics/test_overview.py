"""The overview counts what a seat may count, and nothing that it must not know."""

import pytest
from django.utils.timezone import now

from amaan.access.transactions import reading
from amaan.intake.rules.acts import Act
from amaan.statistics.queries.overview import by_closure, by_status, funnel, rows_behind
from tests.factories.nation import actor, reported
from tests.factories.path import act, path, to_outcome
from tests.sites import SiteClient

pytestmark = pytest.mark.usefixtures("db")


def test_each_picture_counts_its_own_territory() -> None:
    reported(district="Gujrat")
    reported(district="Umerkot")
    for name, number in (("federal", 2), ("coord.pb", 1), ("focal.umerkot", 1), ("duty.pb", 0)):
        seat = actor(name)
        with reading(seat):
            assert sum(by_status(to=seat).values()) == number, name
            assert rows_behind(to=seat).count() == number


@pytest.mark.invariant(17)
def test_a_confirmed_closure_is_counted_as_such() -> None:
    way = path()
    to_outcome(way)
    act(way, Act.CONFIRM, choice="YES")
    seat = actor("federal")
    with reading(seat):
        assert by_closure(to=seat) == {"CONFIRMED": 1}
        assert [step.reached for step in funnel(by_status(to=seat))] == [1] * 6


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_the_page_and_its_rows_stand_in_both_languages(lang: str) -> None:
    reported(district="Gujrat")
    seat = actor("federal")
    client = SiteClient("staff", "default")
    assert seat.secret is not None
    client.cookies["__Host-amaan-staff-pass"] = seat.secret.hex()
    client.cookies["django_language"] = lang
    for address in ("/overview/", "/overview/rows/", "/overview/rows/?status=RECEIVED"):
        answer = client.get(address, secure=True)
        assert answer.status_code == 200
        assert f'lang="{lang}"' in answer.content.decode()
    assert now().year >= 2026
