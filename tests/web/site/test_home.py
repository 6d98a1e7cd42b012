"""What does each seat find on entering? Its own work, by what it may do, each line with a link."""

from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from unittest.mock import patch

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from amaan.kernel.reasons import OutsideFailed
from amaan.kernel.urgency import Urgency
from tests.factories.nation import actor, as_owner, reported, unit_id
from tests.factories.path import OFFICE, Path, path, sent, to_allocated, to_decided, to_started
from tests.web.staff.walking import Page, dossier, in_both, officer, referral, report

pytestmark = pytest.mark.usefixtures("db")
# What each card is called; a card that a seat has no permission for is not there in any language.
CARDS = MappingProxyType(
    {
        "waiting": ("Reports waiting", "منتظر اطلاعات"),
        "given": (
            "Given to my unit, not yet taken up",
            "میرے یونٹ کے سپرد، کام ابھی شروع نہیں ہوا",
        ),
        "action": ("Under action, the soonest first", "زیرِ کارروائی، سب سے کم مہلت پہلے"),
        "referrals": ("Referrals to answer", "جواب طلب ریفرل"),
        "dossiers": ("Dossiers last touched", "حالیہ فائلیں"),
        "funnel": ("How far reports have come", "اطلاعات کہاں تک پہنچیں"),
        "vacant": ("Districts without a focal person", "فوکل پرسن کے بغیر اضلاع"),
        "audit": ("Audit of the ledger", "کھاتے کی جانچ"),
        "node": ("This node", "یہ نوڈ"),
        "seats": ("Seats ending soon", "جلد ختم ہونے والی نشستیں"),
    }
)
SHOWN = {
    "operator.pb": {"waiting"},
    "duty.pb": {"waiting"},
    "screener.pb": {"waiting"},
    "sw.gujrat": {"given", "action", "dossiers"},
    "swlead.gujrat": {"given", "action", "dossiers"},
    "legal.pb": {"referrals"},
    "focal.gujrat": {"funnel"},
    "coord.pb": {"funnel", "vacant"},
    "federal": {"funnel", "vacant"},
    "auditor": {"audit"},
    "admin": {"node", "seats", "vacant"},
    "sho.city": set(),
    "prosecutor": set(),
}
# Of one page, on a second visit. 7 belong to every page: pass, service, menu and the transaction.
MOST = {
    "duty.pb": 15,
    "sw.gujrat": 16,
    "legal.pb": 14,
    "federal": 16,
    "auditor": 11,
    "sho.city": 14,
}
MOST_OF_OVERSIGHT = 25  # a desk, a picture and an audit in one seat


@dataclass(frozen=True, slots=True)
class World:
    """A report in every place that the home page tells of."""

    fresh: Path
    given: Path
    going: Path
    dossier: str
    referral: str


def a_day() -> World:
    fresh, given, going = path(confined="YES"), path(), path()
    to_allocated(given)
    opened = to_started(going)
    seat = actor("labour.gujrat").subject
    ends = now().date() + timedelta(days=9)
    as_owner("UPDATE security_seat SET ends_on = %s WHERE id = %s", ends, seat)
    return World(fresh, given, going, dossier(opened), referral(sent(going, opened)))


def home(username: str, lang: str = "en") -> Page:
    return officer(username, lang).opens("/")


def cards_on(page: Page) -> set[str]:
    titles = {element.text for element in page.read.all("h2")}
    column = ("en", "ur").index(page.lang)
    return {name for name, said in CARDS.items() if said[column] in titles}


@in_both
def test_each_seat_finds_its_own_cards_and_no_other(lang: str) -> None:
    a_day()
    found = {username: cards_on(home(username, lang)) for username in SHOWN}
    assert found == SHOWN


@in_both
def test_records_stand_with_those_who_have_to_act(lang: str) -> None:
    day = a_day()
    records = {
        "fresh": report(day.fresh.complaint),
        "given": report(day.given.complaint),
        "going": report(day.going.complaint),
        "dossier": day.dossier,
        "referral": day.referral,
    }
    expected = {
        "duty.pb": {"fresh", "given", "going"},  # notices of the desk tell of all three
        "duty.sd": set(),
        "sw.gujrat": {"given", "going", "dossier"},
        "legal.pb": {"referral"},
        "sw.umerkot": set(),
        "coord.pb": set(),
    }
    for username, there in expected.items():
        page = home(username, lang)
        assert {name for name, at in records.items() if page.leads_to(at)} == there, username


@in_both
def test_every_link_of_the_page_opens(lang: str) -> None:
    a_day()
    to_decided(path(confined="YES"), Urgency.U1)
    for username in SHOWN:
        visitor = officer(username, lang)
        main = visitor.opens("/").html.partition("<main")[2]
        for address in sorted(links_in(main)):
            assert visitor.see(address).status == 200, (username, address)


def links_in(html: str) -> set[str]:
    read = Page(200, "/", html).read
    return {
        a.given["href"].partition("#")[0] for a in read.all("a") if a.given["href"].startswith("/")
    }


def figure(page: Page, label: str) -> str:
    return next(
        a.text for a in page.read.all("a") if a.given.get("aria-label", "").startswith(f"{label}: ")
    )


def test_figures_count_what_their_pages_show() -> None:
    a_day()
    to_decided(path(confined="YES"), Urgency.U1)
    duty, unit = home("duty.pb"), home("sw.gujrat")
    assert figure(duty, "Reports waiting") == "2"
    assert figure(duty, "Life danger").endswith("2")
    assert figure(home("screener2.pb"), "Second reviews") == "1"
    assert figure(home("screener.pb"), "Second reviews") == "0"
    assert (figure(unit, "Given to my unit"), figure(unit, "Under action")) == ("1", "1")
    assert figure(home("legal.pb"), "Referrals to answer") == "1"
    assert figure(home("admin"), "Seats ending within 30 days") == "1"


def test_the_picture_counts_late_and_open_reports_of_its_territory() -> None:
    day = a_day()
    reported(district="Umerkot")
    as_owner(
        "UPDATE work_clock SET started_at = %s, due_at = %s WHERE record = %s",
        now() - timedelta(days=9), now() - timedelta(days=2), day.fresh.complaint,
    )  # fmt: skip
    for username, whole, late in (("coord.pb", 3, 1), ("federal", 4, 1), ("focal.umerkot", 1, 0)):
        page = home(username)
        assert figure(page, "Open reports") == str(whole), username
        assert figure(page, "Late reports") == str(late), username
        assert figure(page, "Unconfirmed") == "0"


@in_both
@pytest.mark.invariant("13d")
def test_an_officer_of_an_excluded_office_sees_no_trace(lang: str) -> None:
    before = {name: masked(home(name, lang)) for name in ("sho.city", "io.city", "dpo.gujrat")}
    told = reported(
        official="YES", office_kind="POLICE", office_unit=str(unit_id("Police station City Gujrat"))
    )
    assert home("duty.pb", lang).leads_to(report(told.complaint))
    assert {name: masked(home(name, lang)) for name in before} == before


def masked(page: Page) -> str:
    """The words of the page: all that is not drawn anew."""
    return page.read.text_of("main")


def test_who_takes_reports_has_the_button() -> None:
    for username, there in (("operator.pb", True), ("sw.gujrat", False), ("auditor", False)):
        assert (home(username).read.text_of("main").count("Take a report") == 1) is there, username


@in_both
def test_whoever_has_nothing_is_told_what_will_come(lang: str) -> None:
    page = home("labour.umerkot", lang)
    words = {"en": "Here will stand:", "ur": "یہاں نظر آئیں گے:"}[lang]
    assert words in page.html
    assert not cards_on(page)
    page = home("trainer", lang)
    assert {"en": "What needs you will stand here.", "ur": "آپ کا کام یہاں نظر آئے گا۔"}[
        lang
    ] in page.html
    assert page.leads_to("/directory/")


def test_a_notice_leads_only_where_the_seat_may_go() -> None:
    day = a_day()
    for username, may in (("legal.pb", True), ("prosecutor", False)):  # of the same office
        page = home(username)
        notice = next(a for a in page.read.all("a") if a.text == "A referral has come in")
        assert notice.given["href"] == (day.referral if may else "/work/")


def test_titles_are_left_out_while_the_key_service_is_silent() -> None:
    day = a_day()
    assert "A matter (invented)" in home("sw.gujrat").html
    silent = OutsideFailed("silent", permanent=False)
    with patch("amaan.site.home.panels.dossiers.titles_of", side_effect=silent):
        page = home("sw.gujrat")
    assert "A matter (invented)" not in page.html
    assert page.leads_to(day.dossier)


def asked(username: str) -> list[str]:
    """Every statement of a second visit."""
    visitor = officer(username)
    visitor.opens("/")
    with CaptureQueriesContext(connections["default"]) as seen:
        visitor.opens("/")
    return [str(one["sql"])[:100] for one in seen.captured_queries]


def test_the_page_asks_as_often_for_many_as_for_one() -> None:
    a_day()
    few = {username: asked(username) for username in MOST}
    for _ in range(3):
        way = path()
        sent(way, to_started(way, office=OFFICE))
        reported(confined="YES")
    many = {username: asked(username) for username in MOST}
    assert {name: len(sql) for name, sql in many.items()} == {
        name: len(sql) for name, sql in few.items()
    }
    for username, sql in many.items():
        assert len(sql) <= MOST[username], sql
    assert len(oversight := asked("oversight")) <= MOST_OF_OVERSIGHT, oversight
