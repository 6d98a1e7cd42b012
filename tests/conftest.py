"""What every test may ask for: a database of its own under the plain roles, both sites, keys, a
browser.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from uuid import UUID

import pytest

from amaan.demo.nation_card import NationCard, read_card
from amaan.node.database import make_site_secrets, passwords_of
from amaan.node.endpoint import Endpoint, password_file
from amaan.node.places import REPOSITORY, Places
from amaan.node.secret_files import read_secret
from tests.database import (
    DEBIAN_15,
    Clones,
    SharedServer,
    debian_15,
    embedded,
    template_name,
)
from tests.open_connections import Register

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.keys import KeysOfTest
    from tests.live import LiveSites
    from tests.sites import SiteClient
    from tests.visitor import Visitor

TEST_DATA = Places(Path(os.environ.get("AMAAN_TEST_DATA") or REPOSITORY / "var" / "test"))
REQUIRED = frozenset(os.environ.get("AMAAN_REQUIRE", "").split())


def pytest_configure() -> None:
    """Secrets first: the settings read them."""
    TEST_DATA.make()
    passwords_of(TEST_DATA)
    make_site_secrets(TEST_DATA)
    os.environ |= {
        "AMAAN_DATA": str(TEST_DATA.data),
        "DJANGO_SETTINGS_MODULE": "amaan.site.settings.test",
    }
    import django
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test marked any_postgres runs again on PostgreSQL 15."""
    if metafunc.definition.get_closest_marker("any_postgres"):
        metafunc.fixturenames.append("postgres")
        metafunc.parametrize("postgres", ["embedded", "debian15"], indirect=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """AMAAN_MARKED="invariant 13" runs only the tests that prove it or a claim of it (bin/prove
    sabotage).
    """
    kind, _, number = os.environ.get("AMAAN_MARKED", "").partition(" ")
    if not kind:
        return
    chosen = [
        item
        for item in items
        for claims in [{str(arg) for mark in item.iter_markers(kind) for arg in mark.args}]
        if number in claims | {claim.rstrip("abcdefghijklmnopqrstuvwxyz") for claim in claims}
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = chosen


def lacking(tool: str, why: str) -> NoReturn:
    """Skip where a tool may be absent, fail where AMAAN_REQUIRE names it."""
    if tool in REQUIRED:
        pytest.fail(f"AMAAN_REQUIRE names {tool}, but {why}")
    pytest.skip(why)


class Servers:
    """The servers of this session, each started when first asked for."""

    def __init__(self) -> None:
        self.shared: dict[str, SharedServer] = {}
        self.clones: dict[tuple[str, str], Clones] = {}

    def of(self, kind: str, flavour: str = "plain") -> Clones:
        if kind not in self.shared:
            make = debian_15 if kind == "debian15" else embedded
            self.shared[kind] = SharedServer(TEST_DATA, make(TEST_DATA), kind)
        if (kind, flavour) not in self.clones:
            self.clones[kind, flavour] = Clones(self.shared[kind], flavour)
        return self.clones[kind, flavour]

    def close(self) -> None:
        for clones in self.clones.values():
            clones.close()
        for shared in self.shared.values():
            shared.close()


@pytest.fixture(scope="session")
def opened_connections() -> Iterator[Register]:
    register = Register()
    with register.watching():
        yield register


@pytest.fixture(autouse=True)
def every_connection_is_closed(opened_connections: Register) -> Iterator[None]:
    """Whoever opens a connection closes it: asked last, when this test has put all away."""
    opened_connections.begin()
    yield
    left = opened_connections.left_open()
    if left:
        pytest.fail("left open, opened here:\n" + "\n".join(map(str, left)), pytrace=False)


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    found = Servers()
    yield found
    found.close()


@pytest.fixture
def postgres(servers: Servers, request: pytest.FixtureRequest) -> Clones:
    """The server of this test: the embedded one, and PostgreSQL 15 too under `any_postgres`."""
    kind = getattr(request, "param", "embedded")
    if kind == "debian15" and not (DEBIAN_15 / "initdb").exists():
        lacking("postgresql15", "PostgreSQL 15 is not installed (Debian package postgresql-15)")
    return servers.of(kind, "nation" if "nation" in request.fixturenames else "plain")


def point_at(clone: Endpoint | None) -> None:
    """Lead every connection of this process to one database, or to none."""
    from django.conf import settings
    from django.db import connections

    connections.close_all()
    for alias in connections:
        connection = connections[alias].settings_dict
        connection["NAME"] = clone.database if clone else settings.NO_DATABASE
        connection["HOST"] = clone.host if clone else ""
        connection["PORT"] = clone.port if clone else ""


@pytest.fixture(scope="session")
def shared_keys(servers: Servers) -> "Iterator[KeysOfTest]":
    from tests.keys import KeysOfTest

    servers.of("embedded").wait_for_template()  # its keys are made with it
    keys = KeysOfTest(TEST_DATA.data / "keys")
    with keys.serving():
        yield keys


@pytest.fixture
def db(postgres: Clones, shared_keys: "KeysOfTest") -> Iterator[Endpoint]:
    """A database of this test's own, in real transactions; `default` is amaan_app, `owner` the
    owner role.
    """
    clone = postgres.take()
    point_at(clone)
    password = read_secret(TEST_DATA, password_file("amaan_keys"))
    shared_keys.afresh()
    shared_keys.grants.turn_to(clone.parameters("amaan_keys", password))
    yield clone
    shared_keys.grants.turn_to(None)
    point_at(None)
    postgres.give_back(clone)


@pytest.fixture
def nation(db: Endpoint) -> NationCard:
    """Let the database of this test hold the whole demonstration; the card tells its people."""
    card = read_card(TEST_DATA, f"{template_name('nation')}.json")
    assert card is not None
    return card


@pytest.fixture
def keyd(db: Endpoint, shared_keys: "KeysOfTest") -> "KeysOfTest":
    """The key service of this test; `key_service()` gives the same one, by the door of the role
    played.
    """
    return shared_keys


@pytest.fixture
def public_client(db: Endpoint) -> "SiteClient":
    """The public site under its own settings and role."""
    from tests.sites import public_site

    return public_site()


@pytest.fixture
def staff_client(db: Endpoint) -> "Callable[..., SiteClient]":
    """`staff_client(seat.id, staff.id)`: the staff site, signed in; `staff_client()` signed out."""
    from tests.passes import issue_pass
    from tests.sites import staff_site

    def client(seat: UUID | None = None, staff: UUID | None = None) -> "SiteClient":
        site = staff_site()
        return site.carry(issue_pass("STAFF", seat, person=staff)) if seat else site

    return client


@pytest.fixture
def live_sites(db: Endpoint) -> "Iterator[LiveSites]":
    """A whole node as real processes on free ports, over this test's database."""
    from tests.live import live_node

    with live_node(TEST_DATA, db) as node:
        yield node


@pytest.fixture(scope="session")
def chromium_process() -> "Iterator[Browser]":
    from tests.visitor import chromium_browser, lacking_for_a_browser

    if why := lacking_for_a_browser():
        lacking("chromium", why)
    with chromium_browser() as browser:
        yield browser


@pytest.fixture
def browser(chromium_process: "Browser") -> "Iterator[Visitor]":
    """A person with a browser; what the browser complains about fails the test."""
    from tests.visitor import Visitor

    visitor = Visitor(chromium_process)
    yield visitor
    visitor.leave()
    assert visitor.complaints == []


@pytest.fixture
def axe() -> "Callable[[Page], list[str]]":
    """`axe(page)` lists what is wrong for people with disabilities; empty is good."""
    from tests.visitor import AXE, accessibility_faults

    if not AXE.exists():
        lacking("axe", "axe-core is not installed (npm ci)")
    return accessibility_faults


@pytest.fixture(scope="session")
def shared_samples() -> Path:
    """The folder with real sample files, read in place: AMAAN_SHARED, else `shared` beside the
    repository.
    """
    folder = Path(os.environ.get("AMAAN_SHARED") or REPOSITORY.parent / "shared")
    if not folder.is_dir():
        lacking("shared", f"{folder} is not there")
    return folder
