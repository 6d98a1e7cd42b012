"""How often does a page ask the database? No more often for many rows than for few."""

from collections.abc import Callable

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from amaan.casework.actions import write_entry
from amaan.casework.rules.dossier import EntryKind
from tests.factories.path import path, sent, to_allocated, to_started
from tests.web.staff.walking import dossier, officer, referral, report

pytestmark = pytest.mark.usefixtures("db")
# Measured, and a little more; the rest of a page is pass, session, seat and menu.
MOST = {"queue": 14, "dossiers": 13, "dossier": 24, "referrals": 11, "referral": 25, "report": 30}


def asked(username: str, address: str) -> list[str]:
    """Every statement of a second visit; the first one warms what a process keeps."""
    visitor = officer(username)
    visitor.opens(address)
    with CaptureQueriesContext(connections["default"]) as seen:
        visitor.opens(address)
    return [str(one["sql"]) for one in seen.captured_queries]


def start_once() -> None:
    to_started(path())


def refer_once() -> None:
    way = path()
    sent(way, to_started(way))


@pytest.mark.parametrize(
    ("page", "username", "address", "step"),
    [
        ("queue", "screener.pb", "/reports/", path),
        ("queue", "screener.pb", "/reports/?view=open", path),
        ("dossiers", "sw.gujrat", "/dossiers/", start_once),
        ("referrals", "legal.pb", "/referrals/", refer_once),
    ],
)
def test_a_list_asks_as_often_for_many_as_for_one(
    page: str, username: str, address: str, step: Callable[[], object]
) -> None:
    step()
    few = asked(username, address)
    for _ in range(3):
        step()
    many = asked(username, address)
    assert len(many) == len(few), [sql[:90] for sql in many]
    assert len(many) <= MOST[page], [sql[:90] for sql in many]


def test_a_dossier_asks_as_often_for_many_entries_as_for_one() -> None:
    way = path()
    made = to_started(way)
    counted = []
    for number in (1, 4):
        for _ in range(number):
            write_entry(
                dossier=made,
                kind=EntryKind.NOTE,
                text="Seen. (invented)",
                happened_on=now().date(),
                by=way.officer,
                at=now(),
            )
        counted.append(asked("sw.gujrat", dossier(made)))
    assert len(counted[0]) == len(counted[1]) <= MOST["dossier"], [it[:90] for it in counted[1]]


def test_one_report_and_one_referral_have_their_bounds() -> None:
    way = path()
    to_allocated(way)
    seen = asked("screener.pb", report(way.complaint))
    assert len(seen) <= MOST["report"], [sql[:90] for sql in seen]
    other = path()
    ident = sent(other, to_started(other))
    seen = asked("legal.pb", referral(ident))
    assert len(seen) <= MOST["referral"], [sql[:90] for sql in seen]
