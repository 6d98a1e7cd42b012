"""Does the code on an error page lead to its line in the log, and to nothing that was typed?"""

import json
import logging
import logging.config
import re
from collections.abc import Callable, Iterator
from io import StringIO
from typing import cast

import pytest
import structlog

from amaan.intake.views import public
from amaan.node.logs import configure_structlog, logging_of
from amaan.site.audit import views
from tests.factories.nation import actor
from tests.sites import SiteClient, public_site, staff_site
from tests.web.intake.walking import Shown

pytestmark = pytest.mark.usefixtures("db")
SHOWN = re.compile(r">([0-9A-F]{8})<")
TYPED = "Fatima-of-Gujrat"


@pytest.fixture
def log() -> Iterator[StringIO]:
    """What the node's own logging configuration writes."""
    stream = StringIO()
    settings = logging_of()
    settings["handlers"]["lines"]["stream"] = stream
    before = logging.getLogger().handlers[:]
    logging.config.dictConfig(settings)
    configure_structlog()
    yield stream
    logging.getLogger().handlers = before
    structlog.reset_defaults()


def officer() -> SiteClient:
    secret = actor("auditor").secret
    assert secret is not None
    return staff_site(raise_request_exception=False).carry(secret)


def reporter() -> SiteClient:
    return public_site(raise_request_exception=False)


def line_of(answer: Shown, log: StringIO) -> dict[str, object]:
    """The one line that bears the code which stands on the page."""
    (code,) = SHOWN.findall(answer.content.decode())
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    (found,) = [line for line in lines if line.get("help_code") == code]
    return cast("dict[str, object]", found)


@pytest.mark.parametrize("who", [officer, reporter])
def test_a_page_that_is_not_here(who: Callable[[], SiteClient], log: StringIO) -> None:
    answer = who().get(f"/{TYPED}/", secure=True)
    line = line_of(answer, log)
    assert (line["event"], line["status"], line["route"]) == ("error-page", 404, "")
    assert TYPED not in log.getvalue()


def test_what_broke_on_the_staff_site_has_route_error_and_place(
    log: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise ValueError(TYPED)

    monkeypatch.setattr(views, "chain_heads", broken)
    line = line_of(officer().get("/audit/", secure=True), log)
    assert (line["event"], line["status"], line["route"]) == ("error-page", 500, "audit:overview")
    assert line["error"] == "ValueError"
    assert "test_help_codes.py" in str(line["where"])
    assert TYPED not in log.getvalue()


def test_what_broke_on_the_public_site_too(log: StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise ValueError(TYPED)

    monkeypatch.setattr(public, "render_page", broken)
    line = line_of(reporter().get("/guide/", secure=True), log)
    assert (line["event"], line["status"], line["route"]) == ("error-page", 500, "intake:guide")
    assert line["error"] == "ValueError"
    assert TYPED not in log.getvalue()


def test_a_code_under_another_name_is_not_logged(log: StringIO) -> None:
    structlog.get_logger("amaan").info("signed-in", code="7127304-ABCD-EFGH")
    assert "7127304" not in log.getvalue()
