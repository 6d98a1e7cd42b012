"""Asking for a page of the directory as a member of staff, in either language."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponseBase
from django.test import RequestFactory, override_settings
from django.urls import resolve, reverse
from django.utils import translation

from amaan.access.permissions import Permission
from amaan.directory.actions import appoint_focal_person, open_service, open_unit
from amaan.directory.actions.units import UnitTerms
from amaan.directory.queries import agency_coded, district_named
from amaan.directory.rules.appointments import Appointment
from amaan.directory.rules.services import ServiceTerms
from amaan.kernel.actor import Actor, ActorKind
from tests.actions.directory.desk import NOW, Desk, at_work, set_up
from tests.sites import as_role, differences

EVERYTHING = frozenset(p for p in Permission if p.startswith("directory:"))
# The worker's role takes no fact of a member of staff: what passes let an officer do is proved with
# the walls.
OFFICER = Actor(ActorKind.SYSTEM, permissions=EVERYTHING)
READER = Actor(ActorKind.STAFF, permissions=frozenset({Permission.DIRECTORY_ENTRY_READ}))
PASSER_BY = Actor(ActorKind.STAFF)


@dataclass
class Pages:
    """What there is to look at, and how to ask."""

    desk: Desk
    unit: UUID
    service: UUID
    focal: UUID
    lahore: UUID
    by: Actor = OFFICER

    def ask(
        self, address: str, lang: str = "en", data: dict[str, Any] | None = None
    ) -> HttpResponseBase:
        factory = RequestFactory()
        request = factory.get(address) if data is None else factory.post(address, data)
        request.actor = self.by  # type: ignore[attr-defined]  # set by the middleware of the site
        request._messages = Said()  # type: ignore[attr-defined]  # the message middleware
        match = resolve(address.partition("?")[0])
        with translation.override(lang):
            return match.func(request, *match.args, **match.kwargs)  # type: ignore[no-any-return]

    def text(self, address: str, lang: str = "en", data: dict[str, Any] | None = None) -> str:
        response = self.ask(address, lang, data)
        assert response.status_code == 200, response.status_code
        return response.content.decode()  # type: ignore[attr-defined, no-any-return]  # no stream

    def public(self, query: str = "", lang: str = "en") -> str:
        """The help page as the public process makes it."""
        own = {**differences("public"), "TEMPLATES": bare_templates()}
        with override_settings(**own), as_role("public"):
            return self.text(f"/help/{query}", lang)


class Said(list[object]):
    """Messages of one request."""

    def add(self, level: int, message: object, extra_tags: str = "") -> None:
        self.append(message)


def bare_templates() -> list[dict[str, Any]]:
    """The public process has no menu of the staff site in its pages."""
    templates = deepcopy(settings.TEMPLATES)
    keep = "django.template.context_processors.request"
    templates[0]["OPTIONS"]["context_processors"] = [keep]
    return templates


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def at(name: str, *args: object) -> str:
    return reverse(f"directory:{name}", args=args)


@contextmanager
def furnished() -> Iterator[Pages]:
    with at_work() as desk:
        yield furniture(set_up(desk))


def furniture(desk: Desk) -> Pages:
    body, lahore = agency_coded("PB-SWD"), district_named("Lahore")
    assert body is not None
    assert lahore is not None
    unit = open_unit(
        terms=UnitTerms(body.id, "SOCIAL_WELFARE_OFFICE", "Office", "دفتر", lahore.id), **desk.who
    )
    terms = ServiceTerms("Shelter house", "پناہ گھر", "SHELTER", contact_desk="042-111", capacity=4)
    service = open_service(unit=unit.id, terms=terms, areas=[lahore.id], **desk.who)
    seat = Appointment("PB-HOME", "Lahore", "A. Person", "الف شخص", NOW.date(), "SO/1")
    focal = appoint_focal_person(appointment=seat, **desk.who)
    return Pages(desk, unit.id, service.id, focal.id, lahore.id)
