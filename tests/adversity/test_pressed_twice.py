"""One person presses twice at the same moment: one report, one sending, one message, one wish."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from random import Random

import pytest

from tests.adversity.reporter import Reporter
from tests.adversity.storm import reporter
from tests.adversity.window import Page
from tests.factories.nation import as_owner
from tests.live import LiveSites

PEOPLE = 4


def twice(person: Reporter, path: str, **form: str) -> list[int]:
    """The same post from two windows of one browser, at once: the two statuses."""
    windows = [person, deepcopy(person)]

    def send(window: Reporter) -> Page:
        return window.send("POST", path, form)

    with ThreadPoolExecutor(2) as hands:
        return [page.status for page in hands.map(send, windows)]


def arrive(person: Reporter) -> None:
    start = person.get("/report/")
    person.token, person.begin_key = start.hidden("csrfmiddlewaretoken"), start.hidden("key")


def everything_twice(person: Reporter) -> Iterator[list[int]]:
    arrive(person)
    yield twice(person, "/report/", key=person.begin_key)
    person.press()  # whichever reply was lost
    person.tell()
    yield twice(person, "/report/check/", key=person.get("/report/check/").hidden("key"))
    yield twice(person, "/track/message/", key=f"{person.source} m", text="They moved.")
    yield twice(person, "/track/withdraw/", key=f"{person.source} w")


def two_windows(person: Reporter) -> list[int]:
    """The report sent at once from two windows, each with a key of its own."""
    arrive(person)
    person.press()
    person.tell()
    keys = [person.get("/report/check/").hidden("key") for _window in range(2)]

    def send(key: str) -> Page:
        return deepcopy(person).send("POST", "/report/check/", {"key": key})

    with ThreadPoolExecutor(2) as hands:
        return [page.status for page in hands.map(send, keys)]


def rows(table: str) -> int:
    return int(as_owner(f"SELECT count(*) FROM {table}")[0][0])


@pytest.mark.invariant(6)
def test_two_presses_at_once_make_one_of_each(live_sites: LiveSites) -> None:
    for number in range(PEOPLE):
        for statuses in everything_twice(reporter(live_sites, number, Random(number))):
            assert 302 in statuses
    assert rows("intake_complaint") == rows("intake_message") == PEOPLE
    assert rows("intake_reporter_act") == PEOPLE
    for kind in ("intake.begun", "intake.received", "intake.reporter_wrote"):
        assert rows(f"ledger_fact WHERE kind = '{kind}'") == PEOPLE, kind


def test_neither_press_meets_a_broken_page(live_sites: LiveSites) -> None:
    met = {
        status
        for number in range(PEOPLE)
        for statuses in everything_twice(reporter(live_sites, number, Random(number)))
        for status in statuses
    }
    assert met == {302}


@pytest.mark.invariant("19a")
def test_two_windows_send_one_report(live_sites: LiveSites) -> None:
    for number in range(PEOPLE):
        assert two_windows(reporter(live_sites, number, Random(number))) == [302, 302]
    assert rows("intake_complaint") == PEOPLE
    assert rows("ledger_fact WHERE kind = 'intake.received'") == PEOPLE
