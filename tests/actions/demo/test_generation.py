"""A generated nation: whole, resumable, marked, sealed to those who hold it; no site can set the
mark.
"""

from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError

from amaan.access.transactions import reading, writing
from amaan.casework.rules.dossier import LIFECYCLE as DOSSIER
from amaan.demo.generator import chaining, commanding, running, texts
from amaan.demo.generator.measuring import measure
from amaan.intake.models import Code, Complaint
from amaan.intake.queries.desk import answers_for, complaint_for
from amaan.intake.rules.complaint import LIFECYCLE as COMPLAINT
from amaan.intake.rules.complaint import Status
from amaan.kernel.envelope import Aad, new_data_key, seal
from amaan.kernel.reasons import Refused
from amaan.kernel.row_security import OWNER
from amaan.keyservice.port import key_service
from amaan.ledger.adapters.root_folder import RootFolder
from amaan.ledger.queries.root_verifying import Outside
from amaan.ledger.queries.verifying import Scope, verify
from amaan.node.endpoint import Endpoint, password_file
from amaan.node.secret_files import read_secret
from amaan.referral.rules.referral import LIFECYCLE as REFERRAL
from amaan.screening.rules.decision import LIFECYCLE as SCREENING
from tests.actions.demo.run import generated
from tests.conftest import TEST_DATA
from tests.factories.nation import actor, as_owner
from tests.sites import as_role
from tests.states import NO_PRIVILEGE, sqlstate

pytestmark = pytest.mark.usefixtures("db", "door_of_the_public_site")
MACHINES = {
    "complaint": ("intake_complaint", COMPLAINT),
    "screening": ("screening_decision", SCREENING),
    "dossier": ("casework_dossier", DOSSIER),
    "referral": ("referral_referral", REFERRAL),
}


def test_three_hundred_reports_are_a_whole_nation() -> None:
    assert generated() == 300
    with as_role("owner"):
        assert list(measure().faults()) == []
        assert Code.objects.filter(complaint__generated=True).count() == 300
        locks = Code.objects.filter(complaint__generated=True).values("salt", "verifier")
        assert locks.distinct().count() == 1
    for kind, (table, machine) in MACHINES.items():
        replayed = as_owner(
            f"SELECT r.status, array_agg(f.event ORDER BY f.sequence),"
            f" array_agg(f.after ORDER BY f.sequence) FROM {table} r JOIN ledger_fact f"
            " ON f.about = r.id AND f.about_kind = %s AND f.machine <> '' GROUP BY r.id",
            kind,
        )
        assert replayed
        for status, events, after in replayed:
            assert machine.replay(zip(events, after, strict=True)) == status


def test_the_ledger_of_a_generated_nation_verifies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chaining, "folder_of_this_node", lambda: RootFolder(tmp_path))
    generated(reports=40)
    with as_role("audit"):
        assert chaining.chain(print) > 0
        report = verify(scope=Scope(), outside=Outside(keys=key_service()))
    assert report.ok
    assert report.marks
    assert report.pending == 0


def held_open(at: Endpoint) -> psycopg.Connection:
    """A connection whose transaction has a number and is not over."""
    connection = psycopg.connect(
        **at.parameters(OWNER, read_secret(TEST_DATA, password_file(OWNER)))
    )
    connection.execute("SELECT pg_current_xact_id()")
    return connection


def test_facts_held_back_by_a_transaction_elsewhere_are_chained_when_it_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: Endpoint
) -> None:
    monkeypatch.setattr(chaining, "folder_of_this_node", lambda: RootFolder(tmp_path))
    told: list[str] = []
    with closing(held_open(db)) as elsewhere:
        generated(reports=10)

        def end_it(line: str) -> None:
            told.append(line)
            elsewhere.rollback()

        with as_role("audit"):
            chaining.chain(end_it)
            assert chaining.count() == 0
    assert told[0].endswith("facts wait for a transaction that is still open")


def test_a_stopped_run_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "BATCH", 20)
    whole = running.Generator.write_batch
    written: list[range] = []

    def stops(self: running.Generator, numbers: range) -> int:
        if len(written) == 2:
            raise KeyboardInterrupt
        written.append(numbers)
        return whole(self, numbers)

    monkeypatch.setattr(running.Generator, "write_batch", stops)
    with pytest.raises(KeyboardInterrupt):
        generated(reports=60)
    assert as_owner("SELECT count(*) FROM intake_complaint WHERE generated") == [(40,)]
    monkeypatch.setattr(running.Generator, "write_batch", whole)
    assert generated(reports=60) == 20
    assert generated(reports=60) == 0
    assert as_owner("SELECT count(*) FROM intake_complaint WHERE generated") == [(60,)]
    assert as_owner("SELECT count(*) FROM ledger_fact WHERE kind = 'demo.generated'") == [(3,)]


def test_the_desk_reads_what_was_sealed_to_it() -> None:
    generated(reports=40)
    sql = (
        "SELECT c.id FROM intake_complaint c JOIN directory_unit u ON u.id = c.desk_unit"
        " WHERE c.generated AND u.name_en = 'Punjab intake desk' LIMIT 1"
    )
    found = as_owner(sql)[0][0]
    screener = actor("screener.pb")
    with reading(screener):
        answers = answers_for(complaint_for(UUID(str(found)), to=screener), to=screener)
    assert answers is not None
    assert answers.story.endswith(texts.INVENTED)


@pytest.mark.security("7f")
def test_every_report_of_the_generator_bears_its_mark() -> None:
    generated(reports=5)
    sql = "SELECT generated FROM intake_complaint WHERE begin_key LIKE 'generated/%%'"
    assert as_owner(sql) == [(True,)] * 5


@pytest.mark.security("7f")
def test_the_public_site_cannot_make_a_generated_report() -> None:
    with as_role("public"):
        begin_with(generated=False, channel="WEB")
        with pytest.raises(DatabaseError) as refused:
            begin_with(generated=True, channel="WEB")
    assert sqlstate(refused) == NO_PRIVILEGE


@pytest.mark.security("7f")
def test_the_staff_site_cannot_make_a_generated_report() -> None:
    operator = actor("operator.pb")
    with writing(operator):
        begin_with(generated=False, channel="WALK_IN", operator=operator.subject)
    with pytest.raises(DatabaseError) as refused, writing(operator):
        begin_with(generated=True, channel="WALK_IN", operator=operator.subject)
    assert sqlstate(refused) == NO_PRIVILEGE


@pytest.mark.security("7f")
@pytest.mark.parametrize("role", ["public", "default", "worker"])
def test_no_role_of_a_site_changes_the_mark(role: str) -> None:
    with as_role(role), pytest.raises(DatabaseError) as refused:
        Complaint.objects.update(generated=True)
    assert sqlstate(refused) == NO_PRIVILEGE


def begin_with(*, generated: bool, channel: str, operator: UUID | None = None) -> None:
    """A report that nothing but its mark can speak against."""
    ident = uuid4()
    Complaint(
        id=ident,
        locator=str(ident.int)[:7],
        begin_key=f"generated/{ident}",
        node="national",
        channel=channel,
        operator=operator,
        status=Status.BEGUN,
        begun_at=datetime.now(timezone.utc),
        data_key=uuid4(),
        answers=seal(b"{}", new_data_key(), Aad("intake_complaint", ident, "answers", 1)),
        generated=generated,
    ).save(force_insert=True)


def test_a_node_in_service_takes_no_invented_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commanding, "in_service", lambda: True)
    with pytest.raises(Refused) as refused:
        generated(reports=5)
    assert [reason.code for reason in refused.value.reasons] == ["node-in-service-already"]
