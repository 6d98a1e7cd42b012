"""While the policies of the database are not those of the code, both sites say "wait a minute" and
show nothing; processes without a page end.
"""

from collections.abc import Iterator
from typing import Any, cast

import pytest
from django.db import ProgrammingError, connections
from django.http import HttpResponse
from psycopg import Connection
from psycopg.errors import FeatureNotSupported, InsufficientPrivilege

from amaan.access.closed_tables import closed
from amaan.node import serving
from amaan.node.endpoint import Endpoint
from amaan.node.row_security.applying import apply
from amaan.node.row_security.gate import gate
from tests.adapters.node.walls import connected, in_force
from tests.factories.nation import actor
from tests.sites import SiteClient, public_site, staff_site

WAIT = {"en": "Wait a minute", "ur": "ایک منٹ"}


@pytest.fixture
def owner(db: Endpoint) -> Iterator[Connection[Any]]:
    with connected(db) as connection:
        yield connection
    gate.closed = False


def staff(lang: str = "en") -> SiteClient:
    secret = actor("screener.pb").secret
    assert secret is not None
    client = staff_site(HTTP_ACCEPT_LANGUAGE=lang).carry(secret)
    client.cookies["django_language"] = lang
    return client


def see(client: SiteClient, address: str) -> HttpResponse:
    return cast(HttpResponse, client.get(address, secure=True))


def close(owner: Connection[Any], table: str) -> None:
    """As the first operation of a migration does."""
    owner.execute(cast(str, closed(table).sql))


@pytest.mark.any_postgres
def test_a_column_under_a_policy_is_altered_behind_a_closed_table(
    owner: Connection[Any], db: Endpoint
) -> None:
    whole = in_force(owner)
    widen = "ALTER TABLE intake_complaint ALTER COLUMN status TYPE varchar(40)"
    back = "ALTER TABLE intake_complaint ALTER COLUMN status TYPE varchar(32)"
    with pytest.raises(FeatureNotSupported, match="used in a policy"):
        owner.execute(widen)
    with owner.transaction():
        close(owner, "intake_complaint")
        owner.execute(widen)
        owner.execute(back)
    for role in ("amaan_app", "amaan_public", "amaan_worker"):
        with connected(db, role) as site, pytest.raises(InsufficientPrivilege, match="permission"):
            site.execute("SELECT id FROM intake_complaint")
    # Policies of other tables look into it: without theirs, those are closed too.
    with connected(db, "amaan_app") as site, pytest.raises(InsufficientPrivilege):
        site.execute("SELECT id FROM ledger_fact")
    assert owner.execute("SELECT count(*) FROM intake_complaint").fetchone() == (0,)
    assert apply(owner)
    assert in_force(owner) == whole


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_a_running_site_that_meets_a_closed_table_says_wait(
    owner: Connection[Any], lang: str
) -> None:
    client = staff(lang)
    assert see(client, "/reports/").status_code == 200
    close(owner, "intake_complaint")
    answer = see(client, "/reports/")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "15"
    assert WAIT[lang] in answer.content.decode()
    assert gate.closed
    # From here on no page is tried, whatever it needs.
    assert see(client, "/directory/services/").status_code == 503
    apply(owner)
    assert see(client, "/reports/").status_code == 200
    assert not gate.closed


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_both_sites_wait_from_the_start_while_another_set_is_in_force(
    owner: Connection[Any], lang: str
) -> None:
    owner.execute("COMMENT ON SCHEMA public IS 'amaan policies of the landing before'")
    assert gate.look(owner) is False
    reporter = public_site(HTTP_ACCEPT_LANGUAGE=lang)
    reporter.cookies["django_language"] = lang
    for client in (reporter, staff(lang)):
        answer = see(client, "/")
        assert answer.status_code == 503
        assert WAIT[lang] in answer.content.decode()
        assert see(client, "/livez").status_code == 200
        ready = see(client, "/readyz")
        assert (ready.status_code, ready.content) == (503, b"other policies are in force\n")
    apply(owner)
    assert see(reporter, "/").status_code == 200
    assert see(staff(lang), "/reports/").status_code == 200


def test_a_refusal_while_all_is_in_force_is_shown_as_the_fault_it_is(
    owner: Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One revoked grant alone does not close the sites: it is a bug or a hand, and is told."""
    client = staff()
    client.raise_request_exception = False
    owner.execute("REVOKE SELECT ON intake_complaint FROM amaan_app")
    assert see(client, "/reports/").status_code == 500
    assert not gate.closed


def test_a_steady_page_asks_nothing_about_policies(
    owner: Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(_connection: object) -> bool:
        raise AssertionError("a page asked")

    monkeypatch.setattr(gate, "look", never)
    assert see(staff(), "/reports/").status_code == 200
    assert see(public_site(), "/").status_code == 200


@pytest.fixture
def started(db: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that starts finds the database of this test."""
    monkeypatch.setenv("AMAAN_DATABASE", db.database)
    monkeypatch.setenv("AMAAN_DATABASE_HOST", db.host)


@pytest.mark.usefixtures("started")
def test_a_site_starts_closed_and_a_worker_ends_while_another_set_is_in_force(
    owner: Connection[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    serving.refuse_other_policies("amaan_worker")
    owner.execute("COMMENT ON SCHEMA public IS NULL")
    serving.refuse_unsafe_role("amaan_app")
    assert gate.closed
    with pytest.raises(SystemExit) as ended:
        serving.refuse_other_policies("amaan_worker")
    assert ended.value.code == serving.EXIT_TRY_AGAIN
    assert "run amaan node migrate" in capsys.readouterr().err
    apply(owner)
    serving.refuse_other_policies("amaan_worker")
    assert not gate.closed


def test_a_database_that_does_not_answer_opens_no_gate(
    owner: Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent() -> None:
        raise ProgrammingError("no answer")

    gate.closed = True
    monkeypatch.setattr(connections["default"], "ensure_connection", silent)
    assert see(staff_site(), "/").status_code == 503
