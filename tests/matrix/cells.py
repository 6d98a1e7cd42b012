"""Which cells has the authorisation matrix? Every route by everybody from everywhere, and every
table of records by raw SQL.

Nothing here knows who may do what: that stands in `expectations.toml`, written by hand.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from amaan.site.documents.routes import Route, routes
from tests.matrix.world import ANYWHERE, NOWHERE, PLACES, ROLES

RECORDS: Final = frozenset({"complaint", "dossier", "referral", "task"})
METHODS: Final = ("GET", "POST")
NOBODY: Final = "nobody"  # of the staff site: no pass
VISITOR: Final = "visitor"  # of the public site: no code
REPORTER: Final = "reporter"  # behind the code of the report
STRANGER: Final = "stranger"  # behind the code of another report
# Table -> the condition that picks the rows of the record; %(complaint)s and so on are its ids.
TABLES: Final = {
    "intake_complaint": "id = %(complaint)s",
    "intake_message": "complaint_id = %(complaint)s",
    "screening_decision": "complaint_id = %(complaint)s",
    "casework_dossier": "id = %(dossier)s",
    "casework_entry": "dossier_id = %(dossier)s",
    "casework_party": "dossier_id = %(dossier)s",
    "identity_person": "id = %(person)s",
    "referral_referral": "id = %(referral)s",
    "work_task": "id = %(task)s",
    "work_clock": "record = %(complaint)s",
    "security_wrap": "record = %(complaint)s",
    "security_exclusion": "record = %(complaint)s",
    "ledger_fact": "about = %(complaint)s",
}


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """Somebody, from a place, asks one thing; `route` is its name, or `table:` and a table."""

    site: str
    route: str
    method: str
    who: str
    place: str

    @property
    def table(self) -> str:
        return self.route.removeprefix("table:") if self.route.startswith("table:") else ""


def arguments(pattern: str) -> tuple[str, ...]:
    """The names in a pattern: `/reports/<uuid:complaint>/` has `complaint`."""
    return tuple(re.findall(r"<(?:\w+:)?(\w+)>", pattern))


def matrix_name(route: Route) -> str:
    """How the table calls a route; those of the public site are told apart by a word before."""
    return route.name if route.site == "staff" else f"public {route.name}"


def cells() -> Iterator[Cell]:
    """All of them."""
    for route in routes():
        yield from of_route(route)
    for table in TABLES:
        yield from of_table(table)


def of_route(route: Route) -> Iterator[Cell]:
    name = matrix_name(route)
    related = bool(RECORDS & set(arguments(route.pattern)))
    for method in METHODS:
        if route.site == "public":
            for who in (VISITOR, REPORTER):
                yield Cell(route.site, name, method, who, ANYWHERE)
            continue
        yield Cell(route.site, name, method, NOBODY, ANYWHERE)
        for place in (*PLACES, NOWHERE) if related else (ANYWHERE,):
            for role in ROLES:
                yield Cell(route.site, name, method, role, place)


def of_table(table: str) -> Iterator[Cell]:
    for who in (VISITOR, REPORTER, STRANGER):
        yield Cell("public", f"table:{table}", "SELECT", who, ANYWHERE)
    yield Cell("staff", f"table:{table}", "SELECT", NOBODY, ANYWHERE)
    for place in PLACES:
        for role in ROLES:
            yield Cell("staff", f"table:{table}", "SELECT", role, place)


def route_named() -> dict[str, Route]:
    return {matrix_name(route): route for route in routes()}
