"""What does the platform really answer to a cell? By HTTP as each site serves it, or by raw SQL
under the plain role.
"""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Final
from uuid import uuid4

from django.db import DatabaseError, connections, transaction

from amaan.site.documents.routes import Route
from amaan.site.settings.public import AMAAN_PASS_COOKIE as PUBLIC_COOKIE
from amaan.site.settings.staff import AMAAN_PASS_COOKIE as STAFF_COOKIE
from tests.matrix.cells import REPORTER, STRANGER, TABLES, Cell, arguments, route_named
from tests.matrix.world import NOWHERE, World
from tests.sites import SiteClient, public_site, staff_site

OPEN, FORBIDDEN, HIDDEN, SIGN_IN = "open", "forbidden", "hidden", "sign-in"
NO_WAY, BUSY, ROWS, NOTHING = "no-way", "busy", "rows", "nothing"
OUTCOMES: Final = frozenset({OPEN, FORBIDDEN, HIDDEN, SIGN_IN, NO_WAY, BUSY, ROWS, NOTHING})
PASSES: Final = {PUBLIC_COOKIE, STAFF_COOKIE}
DOORS: Final = ("/sign-in/", "/seat/")
BY_STATUS: Final = {401: FORBIDDEN, 403: FORBIDDEN, 404: HIDDEN, 405: NO_WAY, 503: BUSY}


def outcome_of(status: int, location: str) -> str:
    """The class of an answer: open is everything that lock and walls let through, a refusal by the
    rules too; a broken page is no class, so no expectation is ever met by one.
    """
    if location.startswith(DOORS):
        return SIGN_IN
    return BY_STATUS.get(status, OPEN if status < 500 else f"broken ({status})")


class Trial:
    """Tries cells in one world; `changed` says that the last one may have changed it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.changed = False

    @cached_property
    def routes(self) -> Mapping[str, Route]:
        return route_named()

    def outcome(self, cell: Cell) -> str:
        self.changed = False
        return self.by_sql(cell) if cell.table else self.by_http(cell)

    def by_http(self, cell: Cell) -> str:
        client = self.client(cell)
        ask = client.get if cell.method == "GET" else client.post
        response = ask(self.address(cell))
        posted = cell.method == "POST" and 300 <= response.status_code < 400
        self.changed = posted or bool(response.cookies.keys() & PASSES)
        return outcome_of(response.status_code, response.headers.get("Location", ""))

    def client(self, cell: Cell) -> SiteClient:
        if cell.site == "public":
            site = public_site(raise_request_exception=False)
            if cell.who == REPORTER:
                site.cookies[PUBLIC_COOKIE] = self.world.told.cookie
            return site
        site = staff_site(raise_request_exception=False)
        secret = self.world.secret(cell.who, cell.place)
        return site.carry(secret) if secret else site

    def address(self, cell: Cell) -> str:
        route = self.routes[cell.route]
        address = route.pattern
        for name in arguments(address):
            wanted = self.value(cell, route.name, name)
            address = re.sub(rf"<(\w+:)?{name}>", wanted, address)
        return address

    def value(self, cell: Cell, route: str, name: str) -> str:
        if cell.place == NOWHERE:
            return str(uuid4())
        values = self.world.values
        return values.get(f"{route}/{name}") or values[name]

    def by_sql(self, cell: Cell) -> str:
        """Rows of the record that the role and pass of the cell are shown."""
        alias = "public" if cell.site == "public" else "default"
        sql = f"SELECT count(*) FROM {cell.table} WHERE {TABLES[cell.table]}"
        try:
            with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
                cursor.execute("SELECT set_config('amaan.pass', %s, true)", [self.pass_of(cell)])
                cursor.execute(sql, self.world.values)
                return ROWS if cursor.fetchone()[0] else NOTHING
        except DatabaseError as refused:
            if "permission denied" not in str(refused):
                raise
            return FORBIDDEN

    def pass_of(self, cell: Cell) -> str:
        reporters = {REPORTER: self.world.told, STRANGER: self.world.other}
        if cell.who in reporters:
            return reporters[cell.who].secret.hex()
        secret = self.world.secret(cell.who, cell.place)
        return secret.hex() if secret else ""
