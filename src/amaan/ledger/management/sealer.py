"""The one process that chains facts: every second a pass, every hour a signed root and a check.

An advisory lock on the sealer's own connection keeps a second sealer waiting. The lock, the passes
and the place reached all live on that connection: when it breaks, everything starts again from the
tables. The sealer must reach PostgreSQL directly, not through a pooler that shares sessions.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event, Thread

import structlog
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from django.utils.timezone import now

from amaan.kernel.reasons import OutsideFailed
from amaan.keyservice.port import KeyService, key_service
from amaan.ledger.actions import Sealing, keep_check, make_root, next_statement
from amaan.ledger.actions.sealing import BATCH
from amaan.ledger.adapters.root_folder import RootFolder
from amaan.ledger.management.outside import folder_of_this_node
from amaan.ledger.queries import last_check, last_root, verify
from amaan.ledger.queries.root_verifying import Outside
from amaan.ledger.queries.verifying import Scope
from amaan.ledger.queries.waiting import oldest_waiting
from amaan.ledger.rules.roots import Root, is_due
from amaan.ledger.rules.waiting import waits_too_long

log = structlog.get_logger("amaan.sealer")

LOCK = 0x616D61616E  # "amaan"; one sealer in a database
WHOLE_EVERY = timedelta(days=1)
RECENT = timedelta(days=1)  # what the check of every other hour reads again
RETRY = 30.0  # seconds until the key service is asked again
LOOK = 5.0  # seconds between two looks at what waits
REPEAT = 60.0  # seconds until an alarm that goes on is given again


def sealer_of_this_node() -> "Sealer":
    return Sealer(settings.AMAAN_NODE, folder_of_this_node(), key_service())


@dataclass(slots=True)
class Sealer:
    """`pause` is the wait in seconds between two passes; `clock` tells the time."""

    node: str
    folder: RootFolder
    keys: KeyService
    using: str = DEFAULT_DB_ALIAS
    pause: float = 1.0
    clock: Callable[[], datetime] = now
    last: Root | None = None
    ask_again_at: float = 0.0
    look_again_at: float = 0.0
    check: Thread | None = None
    check_is_due: bool = False
    stopped: Event = field(default_factory=Event)

    def run(self, stop: Event) -> None:
        """Seal until `stop` is set, through every loss of the database."""
        self.stopped = stop
        while not stop.is_set():
            try:
                if self.has_lock():
                    self.seal()
            except (OperationalError, InterfaceError):
                log.warning("database-lost", exc_info=True)
                connections[self.using].close()
            stop.wait(self.pause)
        connections[self.using].close()
        if self.check:
            self.check.join()

    def has_lock(self) -> bool:
        with connections[self.using].cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            return bool(cursor.fetchone()[0])

    def seal(self) -> None:
        sealing = Sealing(self.node, self.folder, self.using)
        sealing.start()
        self.last = self.last_of_both()
        log.info("sealer-ready")
        while not self.stopped.is_set():
            full = sealing.step() == BATCH
            if not full:
                self.look_at_waiting()
                self.hourly(sealing)
                self.stopped.wait(self.pause)

    def look_at_waiting(self) -> None:
        """A transaction left open, in any database of the server, holds back every later fact."""
        if time.monotonic() < self.look_again_at:
            return
        oldest, at = oldest_waiting(self.using), self.clock()
        late = waits_too_long(oldest, at)
        self.look_again_at = time.monotonic() + (REPEAT if late else LOOK)
        if oldest and late:
            waited = int((at - oldest).total_seconds() * 1000)
            log.critical("facts-wait-for-the-sealer", milliseconds=waited)

    def last_of_both(self) -> Root | None:
        """The last root of table and folder; a root that the folder lacks is put there first.

        A crash may come between the row and its file. Where the folder is ahead, the table was cut
        or restored: numbering goes on from the folder, so that no number is given twice.
        """
        last = last_root(self.node, self.using)
        if last and not self.folder.holds(last):
            self.folder.keep_root(last)
        kept = self.folder.last()
        return kept or last

    def hourly(self, sealing: Sealing) -> None:
        at = self.clock()
        made = self.last.statement.made_at if self.last else None
        if is_due(made, at) and time.monotonic() >= self.ask_again_at:
            try:
                self.sign(sealing, at)
            except OutsideFailed:
                log.warning("root-not-signed", exc_info=True)
                self.ask_again_at = time.monotonic() + RETRY
        if self.check_is_due:
            self.start_check()

    def sign(self, sealing: Sealing, at: datetime) -> None:
        statement = next_statement(
            node=self.node, heads=sealing.heads_to_keep(), at=at, last=self.last
        )
        self.last = make_root(
            statement=statement, signer=self.keys, folder=self.folder, using=self.using
        )
        self.check_is_due = True
        log.info("root-signed", count=len(statement.heads))

    def start_check(self) -> None:
        """Verify beside the passes, on a connection of its own."""
        if self.check is None or not self.check.is_alive():
            self.check_is_due = False
            self.check = Thread(target=self.verify_and_close, name="check")
            self.check.start()

    def verify_and_close(self) -> None:
        """A check that the database broke off is due again at once."""
        try:
            self.verify_now()
        except (OperationalError, InterfaceError):
            self.check_is_due = True
            log.warning("check-broken-off", exc_info=True)
        finally:
            connections[self.using].close()

    def verify_now(self) -> None:
        """Read all once a day, what was chained in the last day every hour; keep the result."""
        at = self.clock()
        whole = last_check(self.using, whole=True)
        since = at - RECENT if whole and at - whole.made_at < WHOLE_EVERY else None
        scope = Scope(since=since)
        try:
            report = verify(scope=scope, outside=Outside(self.keys, self.folder), using=self.using)
        except OutsideFailed:
            report = verify(scope=scope, outside=Outside(None, self.folder), using=self.using)
        keep_check(report, node=self.node, at=at, since=since, using=self.using)
        if not report.ok:
            log.critical("ledger-check-failed", count=len(report.findings))
