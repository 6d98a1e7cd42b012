"""Which pages can a member of an office see, and how do they read at one frozen moment?"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, Final
from unittest.mock import patch
from uuid import UUID

from amaan.site.documents.routes import routes
from tests.factories.nation import actor, as_owner
from tests.matrix.cells import RECORDS, arguments
from tests.matrix.world import of_registers
from tests.sites import SiteClient, staff_site

MASKS: Final = (
    (re.compile(rb'(csrfmiddlewaretoken" value|X-CSRFToken&quot;: &quot;)="?[^"&]*'), rb"\1=TOKEN"),
    (re.compile(rb'(class="ref">)[0-9A-F]{8}(?=</bdi></b></p>)'), rb"\1CODE"),
)
VIEWS: Final = (
    "/reports/?view=open", "/reports/?view=waiting&u=U1&u=U2", "/reports/?view=closed",
    "/dossiers/?status=CLOSED", "/referrals/?view=sent", "/referrals/?view=received",
    "/overview/rows/", "/overview/rows/?status=RECEIVED", "/figures/?indicator=",
)  # fmt: skip
RECORD_ARGUMENTS: Final = RECORDS | {"ident"}
CLOCKED: Final = ("Expires", "Last-Modified")  # written by the second, past the stopped clock


class Frozen(type):
    """Lets every moment pass for one of the stopped class: Django asks what a value is."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, datetime)


@contextmanager
def stopped_clock(at: datetime) -> Iterator[None]:
    """`django.utils.timezone.now` gives `at`, by whatever name it was imported."""

    class Stopped(datetime, metaclass=Frozen):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return at.astimezone(tz)

    with patch("django.utils.timezone.datetime", Stopped):
        yield


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, without what is drawn anew for every page."""

    status: int
    headers: tuple[tuple[str, bytes], ...]
    body: bytes


def answer(response: Any, asked: str) -> Answer:
    """`asked` is the id in the address, which is no news to whoever typed it."""

    def masked(text: bytes) -> bytes:
        for pattern, shown in MASKS:
            text = pattern.sub(shown, text)
        return text.replace(asked.encode(), b"ASKED") if asked else text

    headers = ((k, masked(v.encode())) for k, v in response.items() if k not in CLOCKED)
    return Answer(response.status_code, tuple(sorted(headers)), masked(response.content))


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody at the staff site."""

    username: str
    client: SiteClient

    def sees(self, address: str, asked: str = "") -> Answer:
        return answer(self.client.get(address, secure=True), asked)

    def presses(self, address: str, asked: str = "") -> Answer:
        typed = {"text": "x", "words": "x", "reason": "x"}
        return answer(self.client.post(address, typed, secure=True), asked)


def member(username: str) -> Member:
    secret = actor(username).secret
    assert secret is not None
    return Member(username, staff_site(raise_request_exception=False).carry(secret))


def members_of(units: set[UUID]) -> list[str]:
    """Everybody of the demonstration who sits in one of them."""
    sql = (
        "SELECT DISTINCT p.username FROM security_seat s JOIN security_staff p ON p.id = s.staff_id"
        " WHERE s.unit_id = ANY(%s) ORDER BY p.username"
    )
    return [str(row[0]) for row in as_owner(sql, list(units))]


def addresses() -> list[str]:
    """Every page of the staff site that names no record of a person, with its usual views."""
    values = of_registers()
    found = [
        filled(route.pattern, {name: values[key(route.name, name, values)] for name in names})
        for route in routes()
        if route.site == "staff" and not (names := set(arguments(route.pattern))) & RECORD_ARGUMENTS
    ]
    return [*dict.fromkeys([*found, *VIEWS])]


def key(route: str, name: str, values: Mapping[str, str]) -> str:
    return f"{route}/{name}" if f"{route}/{name}" in values else name


def probes(ident: str) -> list[str]:
    """Every page of a record, asked with this id for each of its records."""
    asked = (
        (route.pattern, names)
        for route in routes()
        if route.site == "staff" and set(names := arguments(route.pattern)) & RECORD_ARGUMENTS
    )
    return [
        filled(pattern, dict.fromkeys(names, ident) | {"kind": "complaint"})
        for pattern, names in asked
    ]


def filled(pattern: str, values: Mapping[str, str]) -> str:
    for name in arguments(pattern):
        pattern = re.sub(rf"<(\w+:)?{name}>", values[name], pattern)
    return pattern
