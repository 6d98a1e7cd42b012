"""A log line says which step and how it ended: never an address, a code, a name or a body."""

import json
import logging
import logging.config
import os
from collections.abc import Iterator
from io import StringIO

import pytest
import structlog

from amaan.node.logs import configure_structlog, logging_of

SECRET = "Fatima 35202-1234567-1 203.0.113.9"


@pytest.fixture
def lines() -> Iterator[StringIO]:
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


def last(lines: StringIO) -> dict[str, object]:
    found: dict[str, object] = json.loads(lines.getvalue().splitlines()[-1])
    return found


def test_values_put_into_a_library_message_are_dropped(lines: StringIO) -> None:
    logging.getLogger("django.request").warning("Not Found: %s", SECRET, extra={"request": SECRET})
    assert last(lines)["event"] == "Not Found: %s"
    assert "Fatima" not in lines.getvalue()


def test_an_exception_shows_its_type_and_place_only(lines: StringIO) -> None:
    try:
        int(SECRET)
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", "/x")
    line = last(lines)
    assert line["error"] == "ValueError"
    assert "test_logs.py" in str(line["where"])
    assert "Fatima" not in lines.getvalue()


def test_our_own_lines_keep_only_what_is_allowed(lines: StringIO) -> None:
    structlog.get_logger("amaan").info("signed-in", site="staff", name=SECRET, status=200)
    line = last(lines)
    assert (line["event"], line["site"], line["status"]) == ("signed-in", "staff", 200)
    assert "name" not in line
    assert "Fatima" not in lines.getvalue()


def test_our_own_exceptions_hide_their_message(lines: StringIO) -> None:
    try:
        os.environ[SECRET]
    except KeyError:
        structlog.get_logger("amaan").exception("broken")
    assert last(lines)["error"] == "KeyError"
    assert "Fatima" not in lines.getvalue()
