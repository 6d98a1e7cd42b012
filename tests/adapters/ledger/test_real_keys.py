"""Facts marked, sealed, signed and verified with the real key service, from action to verdict."""

from datetime import datetime, timezone
from pathlib import Path
from uuid import uuid4

import pytest

from amaan.access.transactions import action
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref
from amaan.keyservice.port import key_service
from amaan.ledger.actions import Sealing, record
from amaan.ledger.adapters.root_folder import RootFolder
from amaan.ledger.management.sealer import Sealer
from amaan.ledger.models import LedgerFact, LedgerLink
from amaan.ledger.queries import last_check
from amaan.node.endpoint import Endpoint
from tests.kinds import STEP
from tests.sites import as_role
from tests.waiting import until


@action
def take_step(*, by: Actor, at: datetime) -> None:
    record(Fact(STEP, about=Ref("thing", uuid4()), by=by, at=at, sealed=b"envelope"))


def seal_all(sealing: Sealing) -> None:
    sealing.start()

    def all_chained() -> bool:
        sealing.step()
        return LedgerLink.objects.count() == LedgerFact.objects.count()

    until(all_chained, "every fact in the chain", every=0)


@pytest.mark.security("12a")
def test_everything_in_the_template_and_a_new_fact_verify(db: Endpoint, tmp_path: Path) -> None:
    now = datetime.now(timezone.utc)
    with as_role("worker"):
        take_step(by=Actor.system("test"), at=now)
    folder = RootFolder(tmp_path)
    with as_role("audit"):
        sealing = Sealing("national", folder)
        seal_all(sealing)
        sealer = Sealer("national", folder, key_service())
        sealer.sign(sealing, now)
        sealer.verify_now()
        check = last_check()
    assert check is not None
    assert check.findings == []
    assert (check.facts, check.roots, check.marks) == (sealing_height(sealing), 1, True)


def sealing_height(sealing: Sealing) -> int:
    return sum(head.height for head in sealing.heads.values())
