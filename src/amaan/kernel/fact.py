"""What happened: one immutable fact per changed record, which is event, audit row and outbox at
once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from amaan.kernel.actor import Actor
from amaan.kernel.ids import Ref


class Release(StrEnum):
    """How far a fact may travel (architecture.md section 6), told once for its kind: `[fact]` of
    words.toml.
    """

    PUBLIC = "PUBLIC"  # the reporter may see it behind the code
    NATIONAL = "NATIONAL"  # the centre may receive it from a province
    NODE = "NODE"  # stays in the node


@dataclass(frozen=True, slots=True)
class Fact:
    """One step of one record.

    `kind` is `capability.step` (`referral.accepted`); `body` holds codes, refs and numbers only,
    never a name, a number of a document or free text; what few may read goes into `sealed`, an
    envelope under the record's data key.
    """

    kind: str
    about: Ref
    by: Actor
    at: datetime
    body: Mapping[str, object] = field(default_factory=dict)
    machine: str = ""
    event: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""
    purpose: str = ""
    happened_at: datetime | None = None
    sealed: bytes | None = None
    key: str = ""  # idempotency key, when the step came with one
