"""The page of what waits: whose rows, in which words, and what its buttons do."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.test import override_settings

from amaan.work.actions import give_notice, open_task

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.actions.work.stage import Stage
    from tests.sites import SiteClient


@pytest.fixture(autouse=True)
def site() -> Iterator[None]:
    from tests.sites import differences

    differences("staff")  # what differs is found out before the addresses do
    with override_settings(ROOT_URLCONF="tests.web.work.addresses"):
        yield


@pytest.fixture
def filled(stage: "Stage") -> "Stage":
    from tests.actions.work.stage import MONDAY, acting_as

    stage.grant("desk")
    desk = stage.actors["desk"]
    about: dict[str, Any] = {"record": stage.record, "unit": stage.unit("station"), "at": MONDAY}
    with acting_as(desk):
        open_task(kind="escalation", urgency="U1", by=desk, **about)
        open_task(kind="never_named", urgency="U3", by=desk, **about)
        give_notice(kind="new_report", **about)
    return stage


def visit(
    stage: "Stage", who: str, staff_client: "Callable[..., SiteClient]", language: str = "en"
) -> tuple["SiteClient", Any]:
    actor = stage.actors[who]
    client = staff_client(actor.subject, actor.person)
    client.cookies["django_language"] = language
    return client, client.get("/work/", secure=True)


def test_a_unit_sees_its_own_and_nobody_elses(
    filled: "Stage", staff_client: "Callable[..., SiteClient]"
) -> None:
    _, page = visit(filled, "station", staff_client)
    text = page.content.decode()
    assert page.status_code == 200
    assert "A matter has reached you: read it and act" in text
    assert "Open this matter and act" in text  # a kind without words of its own
    assert "2 open tasks" in text
    assert "A new report has come in" in text
    assert f'href="/records/probe/{filled.record.id}/"' in text
    for who in ("desk", "other", "federal"):
        _, empty = visit(filled, who, staff_client)
        assert "Nothing needs you now." in empty.content.decode(), who
        assert "A new report" not in empty.content.decode(), who


def test_the_page_speaks_urdu(filled: "Stage", staff_client: "Callable[..., SiteClient]") -> None:
    _, page = visit(filled, "station", staff_client, "ur")
    text = page.content.decode()
    assert 'dir="rtl"' in text
    assert "ایک معاملہ آپ تک پہنچا ہے: پڑھیں اور کارروائی کریں" in text
    assert "2 کھلے کام" in text


def test_done_takes_the_task_off_the_page(
    filled: "Stage", staff_client: "Callable[..., SiteClient]"
) -> None:
    from tests.actions.work.stage import sql

    client, _ = visit(filled, "station", staff_client)
    (task,) = sql("owner", "SELECT id FROM work_task WHERE kind = 'ESCALATION'")[0]
    address = f"/work/tasks/{task}/finish/"
    assert client.get(address, secure=True).status_code == 405
    assert client.post(address, secure=True).status_code == 302
    page = client.get("/work/", secure=True).content.decode()
    assert "Marked as done." in page
    assert re.search(r"\b1 open task\s*<", page)
    assert client.post(address, secure=True).status_code == 302
    again = client.get("/work/", secure=True).content.decode()
    assert "This task has been marked as done already." in again


def test_another_units_task_is_not_found(
    filled: "Stage", staff_client: "Callable[..., SiteClient]"
) -> None:
    from tests.actions.work.stage import sql

    client, _ = visit(filled, "other", staff_client)
    (task,) = sql("owner", "SELECT id FROM work_task LIMIT 1")[0]
    assert client.post(f"/work/tasks/{task}/finish/", secure=True).status_code == 404


def test_notices_are_put_aside(filled: "Stage", staff_client: "Callable[..., SiteClient]") -> None:
    client, _ = visit(filled, "station", staff_client)
    assert client.post("/work/notices/read/", secure=True).status_code == 302
    assert "No unread notices." in client.get("/work/", secure=True).content.decode()


def test_nobody_enters_signed_out(
    stage: "Stage", staff_client: "Callable[..., SiteClient]"
) -> None:
    client = staff_client()
    for answer in (
        client.get("/work/", secure=True),
        client.post("/work/notices/read/", secure=True),
        client.post(f"/work/tasks/{stage.record.id}/finish/", secure=True),
    ):
        assert (answer.status_code, answer.content) in {(302, b""), (403, answer.content)}


def test_long_lists_go_on_behind_the_last_task(
    stage: "Stage", staff_client: "Callable[..., SiteClient]"
) -> None:
    from tests.actions.work.stage import MONDAY, SWEEP, acting_as

    with acting_as(SWEEP):
        for _ in range(60):
            open_task(
                record=stage.record,
                unit=stage.unit("station"),
                kind="late",
                urgency="U2",
                by=SWEEP,
                at=MONDAY,
            )
    client, page = visit(stage, "station", staff_client)
    first = page.content.decode()
    assert first.count("data-row") == 50
    address = first.split('href="/work/?after=')[1].split('"')[0]
    second = client.get(f"/work/?after={address}", secure=True).content.decode()
    assert second.count("data-row") == 10
    assert client.get("/work/?after=nonsense", secure=True).status_code == 200
