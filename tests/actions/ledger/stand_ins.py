"""A key service in memory, one small action, and a ledger at hand: what the ledger's tests need."""

import hmac
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timezone
from hashlib import sha256
from typing import Any, cast
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connections

from amaan.access.transactions import action
from amaan.kernel.actor import Actor, ActorKind
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref
from amaan.kernel.reasons import OutsideFailed, Reason, Refused
from amaan.keyservice.port import KeyService, Signature
from amaan.ledger.actions import Sealing, make_root, next_statement, record
from amaan.ledger.adapters.root_folder import RootFolder
from amaan.ledger.queries import last_root, verify
from amaan.ledger.queries.root_verifying import Outside
from amaan.ledger.queries.verifying import WHOLE, Scope
from amaan.ledger.rules.checking import BadRow, VerificationReport
from amaan.ledger.rules.roots import Root
from tests.kinds import STEP
from tests.sites import as_role
from tests.waiting import until

NODE = "national"
AT = datetime(2026, 11, 24, 11, tzinfo=timezone.utc)


class KeysAtHand:
    """The three verbs of the key service that the ledger uses; `silent` makes it fail."""

    def __init__(self) -> None:
        self.key_id = UUID(int=0xED)
        self.key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
        self.silent = False

    def mac_many(self, messages: Sequence[bytes], purpose: str = "fact") -> list[bytes]:
        self.answer()
        return [hmac.digest(purpose.encode(), message, sha256) for message in messages]

    def sign(self, message: bytes) -> Signature:
        self.answer()
        return Signature(self.key_id, self.key.sign(message))

    def verify_key(self, key_id: UUID | None = None) -> bytes:
        self.answer()
        if key_id != self.key_id:
            raise Refused(Reason("key-unknown"))
        return self.key.public_key().public_bytes_raw()

    def answer(self) -> None:
        if self.silent:
            raise OutsideFailed("no answer", permanent=False)

    @property
    def service(self) -> KeyService:
        return cast(KeyService, self)


@action
def take_step(
    *, by: Actor, at: datetime, about: UUID, fact: Any = None, fail: bool = False
) -> UUID:
    made = Fact(**{"kind": STEP, "about": Ref("thing", about), "by": by, "at": at, **(fact or {})})
    ident = record(made)
    if fail:
        raise ValueError("the action fails after its fact")
    return ident


def official(agency: str = "FIA") -> Actor:
    return Actor(kind=ActorKind.SYSTEM, agency=agency, role="test")


@dataclass
class LedgerAtHand:
    """A ledger of this test's own: writes as the worker, seals and verifies as amaan_audit."""

    keys: KeysAtHand
    folder: RootFolder
    sealing: Sealing = field(init=False)
    started: bool = False

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        self.sealing = Sealing(NODE, self.folder, "audit")
        self.started = False

    def clear(self) -> None:
        """The template brings the facts of its reference data, marked by other keys."""
        self.tamper("TRUNCATE ledger_fact, ledger_link, ledger_root, ledger_check")

    def write(self, count: int = 1, agency: str = "FIA", **step: Any) -> list[UUID]:
        with as_role("worker"):
            return [
                take_step(by=official(agency), at=AT, about=uuid4(), **step) for _ in range(count)
            ]

    def seal(self) -> None:
        """Until nothing waits. A transaction of another test's database may hold the horizon."""
        until(self.all_chained, "every fact in the chain", every=0.01)

    def all_chained(self) -> bool:
        self.seal_now()
        return not self.waiting()

    def seal_now(self) -> None:
        """What can be chained at this moment."""
        if not self.started:
            self.sealing.start()
            self.started = True
        while self.sealing.step():
            pass

    def waiting(self) -> int:
        waiting = (
            "SELECT count(*) FROM ledger_fact WHERE chain <> ALL (%s)"
            " AND id NOT IN (SELECT fact_id FROM ledger_link)"
        )
        return int(self.ask(waiting, list(self.sealing.suspect))[0][0])

    def sign(self, at: datetime = AT) -> Root:
        statement = next_statement(
            node=NODE,
            heads=self.sealing.heads_to_keep(),
            at=at,
            last=last_root(NODE, "audit"),
        )
        return make_root(statement=statement, signer=self.keys, folder=self.folder, using="audit")

    def verify(
        self, *, scope: Scope = WHOLE, anchors: Sequence[RootFolder] = (), keys: bool = True
    ) -> VerificationReport:
        outside = Outside(self.keys if keys else None, self.folder, anchors)
        return verify(scope=scope, outside=outside, using="audit")

    def first(self) -> BadRow:
        found = self.verify().first
        assert found is not None, "the verifier found nothing"
        return found

    def links(self, chain: str = "FIA") -> list[tuple[int, UUID]]:
        return self.ask(
            "SELECT position, fact_id FROM ledger_link WHERE chain = %s ORDER BY position", chain
        )

    def ask(self, sql: str, *params: Any) -> list[tuple[Any, ...]]:
        with connections["owner"].cursor() as cursor:
            cursor.execute(sql, params)
            return list(cursor.fetchall())

    def tamper(self, sql: str, *params: Any) -> int:
        """What an administrator of the database can do: the triggers off, then on again."""
        with without_triggers() as run:
            return run(sql, params)


@contextmanager
def without_triggers() -> Iterator[Callable[[str, Sequence[Any]], int]]:
    tables = ("ledger_fact", "ledger_link", "ledger_root", "ledger_check")
    with connections["owner"].cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_is_append_only")

        def run(sql: str, params: Sequence[Any]) -> int:
            cursor.execute(sql, params)
            return int(cursor.rowcount)

        yield run
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_is_append_only")
