"""The audit pages show what the sealer kept, in both languages, to those who may see it."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.http import Http404, HttpRequest, HttpResponseBase
from django.test import RequestFactory
from django.utils import translation

from amaan.access.locks import lock_of
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.kernel.actor import Actor, ActorKind
from amaan.kernel.chain import GENESIS, link_hash
from amaan.ledger.actions import keep_check
from amaan.ledger.models import LedgerLink, LedgerRoot
from amaan.ledger.rules.checking import BadRow, VerificationReport, Wrong
from amaan.node.endpoint import Endpoint
from amaan.security.queries.waiting import oldest_waiting_fact
from amaan.site.audit import views
from amaan.site.audit.views import overview, sheet
from tests.factories.nation import actor as seat

NOW = datetime.now(timezone.utc)
GOOD = VerificationReport(facts=12, pending=1, chains=1, roots=1, marks=True, seconds=0.2)
BAD_ROW = BadRow(Wrong.MARK_DIFFERS, "FIA", 7, UUID(int=7), note="x")
BAD = VerificationReport(
    facts=12, pending=1, chains=1, roots=1, marks=False, seconds=0.2, findings=[BAD_ROW]
)


def keep(report: VerificationReport, at: datetime = NOW, since: datetime | None = None) -> None:
    keep_check(report, node="national", at=at, since=since, using="audit")


def keep_root() -> None:
    link = link_hash(GENESIS, b"fact")
    LedgerLink(
        fact_id=uuid4(), chain="FIA", position=0, previous=GENESIS, hash=link, linked_at=NOW
    ).save(using="audit", force_insert=True)
    heads = {"FIA": {"height": 1, "hash": link.hex()}}
    LedgerRoot(
        made_at=NOW,
        node="national",
        number=3,
        heads=heads,
        previous=GENESIS,
        root=b"\xab" * 32,
        key_id=UUID(int=1),
        signature=b"\xcd" * 64,
    ).save(using="audit", force_insert=True)


def page(
    view: Callable[..., HttpResponseBase],
    lang: str = "en",
    actor: Actor | None = None,
    **args: object,
) -> str:
    request: HttpRequest = RequestFactory().get("/audit/")
    request.actor = actor or seat("auditor")  # type: ignore[attr-defined]
    with translation.override(lang):
        content: bytes = view(request, **args).content  # type: ignore[attr-defined]
    return content.decode()


def test_both_pages_ask_for_the_same_permission() -> None:
    for view in (overview, sheet):
        lock = lock_of(view)
        assert lock is not None
        assert lock.permission is Permission.LEDGER_AUDIT_READ


def test_nobody_else_enters() -> None:
    with pytest.raises(PermissionDenied):
        page(overview, actor=Actor(kind=ActorKind.STAFF, subject=uuid4()))


def test_before_the_first_check_the_page_says_so(db: Endpoint) -> None:
    shown = page(overview)
    assert "Not checked yet" in shown
    assert "No root has been signed yet." in shown
    assert "No fact has been chained yet." in shown


def test_a_good_check_a_chain_and_a_root_are_shown(db: Endpoint) -> None:
    keep(GOOD)
    keep_root()
    shown = page(overview)
    assert "The ledger is as it was written" in shown
    assert '<bdi dir="ltr" class="ref">FIA</bdi>' in shown
    assert "/audit/sheet/3/" in shown
    assert "Everything from the beginning" in shown


def test_a_bad_row_is_named_with_its_place(db: Endpoint) -> None:
    keep(BAD, since=NOW - timedelta(days=1))
    shown = page(overview)
    assert "The ledger is not as it was written" in shown
    assert "The fact does not bear its mark" in shown
    assert str(UUID(int=7)) in shown
    assert "not checked: the key service was silent" in shown


def test_an_old_check_is_called_old(db: Endpoint) -> None:
    keep(GOOD, at=NOW - timedelta(hours=3))
    assert "No fresh check" in page(overview)


def test_the_page_stands_in_urdu(db: Endpoint) -> None:
    keep(BAD)
    shown = page(overview, "ur")
    assert '<html lang="ur" dir="rtl"' in shown
    assert "واقعے پر اس کا نشان درست نہیں" in shown


def test_the_sheet_shows_the_root_to_people_and_machines(db: Endpoint) -> None:
    keep_root()
    for lang in ("en", "ur"):
        shown = page(sheet, lang, number=3)
        assert shown.count('<bdi dir="ltr" class="ref">abababab</bdi>') == 8
        assert '<svg width="' in shown
        assert "sheet" in shown
        assert "style=" not in shown


def test_a_sheet_of_no_root_is_not_found(db: Endpoint) -> None:
    with pytest.raises(Http404):
        page(sheet, number=99)


WAIT = "Facts wait for the sealer"


@pytest.mark.parametrize(("lang", "words"), [("en", WAIT), ("ur", "واقعات مہر کے منتظر ہیں")])
def test_facts_that_wait_too_long_are_said_though_the_sealer_is_dead(
    lang: str, words: str, db: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(GOOD)
    actor = seat("auditor")
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_link")
        assert cursor.fetchone() == (0,)  # no sealer has run in this database
    later = datetime.now(timezone.utc) + timedelta(minutes=2)
    monkeypatch.setattr(views, "now", lambda: later)
    assert words in page(overview, lang, actor)


def test_a_fact_that_has_just_come_is_shown_without_alarm(db: Endpoint) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_link (fact_id, chain, position, previous, hash, linked_at)"
            " SELECT id, chain, sequence, '', '', now() FROM ledger_fact"
        )
    assert "No fact waits for the sealer at this moment." in page(overview)
    actor = seat("auditor")
    shown = page(overview, actor=actor)
    assert WAIT not in shown


def test_who_does_not_audit_is_told_nothing(db: Endpoint) -> None:
    for username, told in (("auditor", True), ("sw.gujrat", False)):
        by = seat(username)
        with reading(by):
            assert (oldest_waiting_fact(to=by) is not None) is told
