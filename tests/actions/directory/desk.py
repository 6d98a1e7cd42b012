"""Who writes the directory in its tests: the set-up, as the worker, with a mark on every fact."""

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from django.db import connections

from amaan.directory.actions import load_reference
from amaan.kernel.actor import Actor
from amaan.keyservice.port import KeyService, using_key_service
from tests.sites import as_role

DATA = Path(__file__).parents[3] / "data"
NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
SET_UP = Actor.system("set-up")


class Marks:
    """The one verb of the key service that writing a fact needs."""

    def mac_many(self, messages: Sequence[bytes], purpose: str = "fact") -> list[bytes]:
        return [hmac.digest(b"tests only", purpose.encode() + m, hashlib.sha256) for m in messages]


@dataclass
class Desk:
    """Who acts in these tests, and when."""

    by: Actor = SET_UP
    at: datetime = NOW
    added: dict[str, int] = field(default_factory=dict)

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.at}


@contextmanager
def at_work() -> Iterator[Desk]:
    """A directory without the offices and people of the demonstration nation."""
    with connections["owner"].cursor() as owner:
        owner.execute("TRUNCATE directory_unit, directory_focal_person CASCADE")
    with using_key_service(cast(KeyService, Marks())), as_role("worker"):
        yield Desk()


def set_up(desk: Desk) -> Desk:
    """The directory after set-up."""
    desk.added = dict(load_reference(DATA, **desk.who))
    return desk
