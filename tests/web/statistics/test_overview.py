"""The overview counts what a seat may count, and nothing that it must not know."""

import re
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.utils.timezone import now

from amaan.access.transactions import reading
from amaan.intake.rules.acts import Act
from amaan.kernel.actor import Actor
from amaan.kernel.period import Period
from amaan.statistics.forms.asked import Received, received_in
from amaan.statistics.queries.behind import CountedFigure, rows_behind
from amaan.statistics.queries.overview import late_reports, reports, standing, vacant_seats
from amaan.statistics.queries.spans import Span, spans
from amaan.ui.dates import KARACHI
from tests.factories.nation import actor, as_owner, district_id, reported
from tests.factories.path import act, path, to_outcome
from tests.web.staff.walking import Page, in_both, officer

pytestmark = pytest.mark.usefixtures("db")
HOUR = timedelta(hours=1)


def behind(seat: Actor, **figure: object) -> int:
    with reading(seat):
        return rows_behind(reports(to=seat), CountedFigure(**figure), to=seat, at=now()).count()  # type: ignore[arg-type]


def test_each_picture_counts_its_own_territory() -> None:
    reported(district="Gujrat")
    reported(district="Umerkot")
    for name, number in (("federal", 2), ("coord.pb", 1), ("focal.umerkot", 1), ("duty.pb", 0)):
        seat = actor(name)
        with reading(seat):
            assert sum(standing(reports(to=seat)).by_status.values()) == number, name
        assert behind(seat) == number


@pytest.mark.invariant("17a")
def test_a_confirmed_closure_is_counted_as_such() -> None:
    way = path()
    to_outcome(way)
    act(way, Act.CONFIRM, choice="YES")
    seat = actor("federal")
    with reading(seat):
        stands = standing(reports(to=seat))
    assert stands.by_closure == {"CONFIRMED": 1}
    assert [step.reached for step in stands.funnel()] == [1] * 6
    assert (stands.open, stands.in_funnel) == (0, 1)


def test_vacant_seats_are_those_of_the_territory() -> None:
    counted = {}
    for name in ("federal", "coord.pb", "coord.sd", "focal.gujrat"):
        seat = actor(name)
        with reading(seat):
            counted[name] = [vacant.territory.name_en for vacant in vacant_seats(to=seat, at=now())]
    assert counted["focal.gujrat"] == []
    assert set(counted["coord.pb"]).isdisjoint(counted["coord.sd"])
    assert {*counted["coord.pb"], *counted["coord.sd"]} < set(counted["federal"])
    assert "Attock" in counted["coord.pb"]


@in_both
def test_the_page_and_its_rows_stand_in_both_languages(lang: str) -> None:
    reported(district="Gujrat")
    for address in ("/overview/", "/overview/rows/", "/overview/rows/?status=RECEIVED"):
        officer("federal", lang).opens(address)


@in_both
def test_every_figure_leads_to_as_many_rows(lang: str) -> None:
    way = path()
    to_outcome(way)
    act(way, Act.CONFIRM, choice="YES")
    reported(confined="YES")
    reported(district="Umerkot")
    visitor = officer("federal", lang)
    today = now().astimezone(KARACHI).date()
    for query in ("", f"?from={today}&to={today}"):
        shown = 0
        for link, number in figures_on(visitor.opens(f"/overview/{query}")):
            assert rows_on(visitor.opens(link)) == number, link
            assert (f"from={today}" in link) is bool(query)
            shown += number
        assert shown


def figures_on(page: Page) -> list[tuple[str, int]]:
    links = [a for a in page.read.all("a") if "/overview/rows/" in a.given.get("href", "")]
    assert len(links) > 20
    return [(a.given["href"], int(a.text)) for a in links]


def rows_on(page: Page) -> int:
    return len(re.findall(r"<tr>\s*<td data-label", page.html))


def received_on(told: UUID, moment: datetime) -> None:
    """Put a report into the past, as if it had come in then."""
    as_owner("UPDATE intake_complaint SET received_at = %s WHERE id = %s", moment, told)


def test_a_period_counts_whole_days_of_karachi() -> None:
    first, last = datetime(2026, 3, 1, tzinfo=KARACHI), datetime(2026, 4, 1, tzinfo=KARACHI)
    moments = (first - timedelta(seconds=1), first, last - timedelta(seconds=1), last)
    for moment in moments:
        received_on(reported().complaint, moment)
    seat = actor("federal")
    asked = {"from": "2026-03-01", "to": "2026-03-31"}
    for kept, number in ((asked, 2), ({"from": "2026-03-01"}, 3), ({"to": "2026-03-31"}, 3)):
        with reading(seat):
            rows = reports(to=seat, within=received_in(kept).period)
            assert rows.count() == number, kept
    page = officer("federal").opens("/overview/?from=2026-03-01&to=2026-03-31")
    assert "from 1 March 2026 to 31 March 2026, both days included" in page.html
    rows_page = officer("federal").opens("/overview/rows/?from=2026-03-01&to=2026-03-31")
    assert rows_on(rows_page) == 2
    assert rows_page.leads_to("/overview/?from=2026-03-01&to=2026-03-31")


@pytest.mark.parametrize(
    ("asked", "received"),
    [
        ({}, Received()),
        ({"from": "2026-03-01"}, Received(date(2026, 3, 1))),
        (
            {"from": " 2026-03-01 ", "to": "2026-03-01"},
            Received(date(2026, 3, 1), date(2026, 3, 1)),
        ),
        ({"from": "2026-03-02", "to": "2026-03-01"}, Received(wrong=True)),
        ({"from": "yesterday"}, Received(wrong=True)),
        ({"to": "0001-01-01"}, Received(wrong=True)),
        ({"to": "9999-12-31"}, Received(wrong=True)),
    ],
)
def test_an_address_asks_for_a_period_or_says_that_it_does_not(
    asked: dict[str, str], received: Received
) -> None:
    assert received_in(asked) == received
    assert isinstance(received.period, Period)


@in_both
def test_a_period_that_is_none_is_said_and_counts_everything(lang: str) -> None:
    reported()
    page = officer("federal", lang).opens("/overview/?from=2026-03-02&to=2026-03-01")
    said = {"en": "This is no period.", "ur": "یہ مدت درست نہیں۔"}[lang]
    assert said in page.read.text_of(id="received-wrong")
    assert ("/overview/rows/?reached=RECEIVED", 1) in figures_on(page)


@pytest.mark.parametrize("query", ["status=%00", "closure=%00", "clock=x&late=1", "timed=NEVER"])
def test_a_strange_figure_opens_a_page_all_the_same(query: str) -> None:
    reported()
    officer("federal").opens(f"/overview/rows/?{query}&district=nowhere")


def solved(hours: int) -> UUID:
    """A closed report: acknowledged after one part of the hours, given after two, and so on."""
    way = path()
    to_outcome(way)
    act(way, Act.CONFIRM, choice="YES")
    start, part = now() - HOUR * 1000, HOUR * hours
    received_on(way.complaint, start)
    as_owner(
        "UPDATE intake_complaint SET acknowledged_at = %s, closed_at = %s WHERE id = %s",
        start + part, start + part * 4, way.complaint,
    )  # fmt: skip
    as_owner("ALTER TABLE ledger_fact DISABLE TRIGGER USER")
    for event, times in (("ALLOCATE", 2), ("PROPOSE", 3)):
        as_owner(
            "UPDATE ledger_fact SET happened_at = %s WHERE about = %s AND event = %s",
            start + part * times, way.complaint, event,
        )  # fmt: skip
    as_owner("ALTER TABLE ledger_fact ENABLE TRIGGER USER")
    return way.complaint


def spans_for(name: str) -> list[Span]:
    seat = actor(name)
    with reading(seat):
        return spans(reports(to=seat), to=seat)


def test_few_reports_tell_no_times() -> None:
    for hours in range(1, 5):
        solved(hours)
    assert {(span.number, span.median, span.ninetieth) for span in spans_for("federal")} == {
        (4, None, None)
    }
    page = officer("federal").opens("/overview/")
    assert page.html.count("fewer than 5 reports: not told") == 4


def test_half_and_nine_of_ten_from_five_reports_on() -> None:
    for hours in range(1, 7):
        solved(hours)
    median, ninetieth = HOUR * 3.5, HOUR * 5.5
    expected = [
        Span(step, 6, median * times, ninetieth * times)
        for times, step in enumerate(("ACKNOWLEDGED", "ALLOCATED", "OUTCOME_READY", "CLOSED"), 1)
    ]
    assert spans_for("federal") == spans_for("coord.pb") == expected
    assert {span.number for span in spans_for("coord.sd")} == {0}
    page = officer("federal").opens("/overview/")
    for words in ("3 h 30 min", "5 h 30 min", "7 h", "22 h"):
        assert f">{words}<" in page.html, words
    assert behind(actor("federal"), timed="ALLOCATED") == 6


def test_the_first_allocation_counts_and_an_opened_report_is_not_closed() -> None:
    ident = solved(2)
    as_owner("UPDATE intake_complaint SET status = 'UNDER_ACTION', closure = '', closed_at = NULL"
             " WHERE id = %s", ident)  # fmt: skip
    assert [span.number for span in spans_for("federal")] == [1, 1, 1, 0]


def test_late_reports_are_counted_once() -> None:
    told = reported(confined="YES")
    as_owner(
        "UPDATE work_clock SET started_at = %s, due_at = %s WHERE record = %s",
        now() - HOUR * 9, now() - HOUR, told.complaint,
    )  # fmt: skip
    reported()
    seat = actor("federal")
    with reading(seat):
        assert late_reports(reports(to=seat), to=seat, at=now()) == 1
    assert behind(seat, late=True) == 1
    assert behind(seat, clock="ACKNOWLEDGE") == 2
    assert behind(seat, district=district_id("Umerkot")) == 0
