"""What does an hourly root say, and who signed it? One RFC 6962 tree over the heads of all chains.

The root is made again from the heads, the statement from the root, and the signature is Ed25519
(RFC 8032) over the canonical bytes of the statement: whoever holds the public key can check a root
file without the platform. Roots are chained too, by the SHA-256 of the statement before.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from amaan.kernel import merkle
from amaan.kernel.chain import GENESIS, canonical


@dataclass(frozen=True, slots=True)
class Head:
    """How high a chain stands (number of links) and the hash of its last link, in hex."""

    height: int
    hash: str

    def plain(self) -> dict[str, object]:
        return {"height": self.height, "hash": self.hash}


@dataclass(frozen=True, slots=True)
class RootStatement:
    """What is signed. `number` counts from 1 in a node; `previous` is the digest before, in hex."""

    node: str
    number: int
    made_at: datetime
    heads: Mapping[str, Head]
    previous: str = GENESIS.hex()

    def root(self) -> bytes:
        """The Merkle root over the heads in the order of chain names."""
        return merkle.root([head_bytes(chain, self.heads[chain]) for chain in sorted(self.heads)])

    def plain(self) -> dict[str, object]:
        made_at = self.made_at.astimezone(timezone.utc).isoformat(timespec="microseconds")
        return {
            "format": "amaan-root/1",
            "node": self.node,
            "number": self.number,
            "made_at": made_at,
            "heads": {chain: head.plain() for chain, head in self.heads.items()},
            "previous": self.previous,
            "root": self.root().hex(),
        }

    def message(self) -> bytes:
        return canonical(self.plain())

    def digest(self) -> str:
        return hashlib.sha256(self.message()).hexdigest()


@dataclass(frozen=True, slots=True)
class Root:
    """A signed statement, as the table and the folder keep it. `root` is what the keeper wrote."""

    statement: RootStatement
    root: bytes
    key_id: UUID
    signature: bytes

    def is_consistent(self) -> bool:
        """Whether the written root is the root of the written heads."""
        return self.root == self.statement.root()

    def is_signed_by(self, public_key: bytes) -> bool:
        try:
            key = Ed25519PublicKey.from_public_bytes(public_key)
            key.verify(self.signature, self.statement.message())
        except (InvalidSignature, ValueError):
            return False
        return True

    def plain(self) -> dict[str, object]:
        """As a JSON object: the statement, and beside it who signed."""
        return self.statement.plain() | {
            "root": self.root.hex(),
            "key_id": str(self.key_id),
            "signature": self.signature.hex(),
        }


def head_bytes(chain: str, head: Head) -> bytes:
    return canonical({"chain": chain} | head.plain())


def heads_of(plain: object) -> dict[str, Head]:
    """Heads from their JSON. Raises ValueError when it is not that."""
    try:
        heads = dict(plain)  # type: ignore[call-overload]  # what it is shows here
        return {
            str(chain): Head(height=int(head["height"]), hash=str(head["hash"]))
            for chain, head in heads.items()
        }
    except (KeyError, TypeError) as error:
        raise ValueError(f"not the heads of chains: {error!r}") from error


def root_of(plain: Mapping[str, object]) -> Root:
    """A root from its JSON object. Raises ValueError when it is not one."""
    try:
        statement = RootStatement(
            node=str(plain["node"]),
            number=int(str(plain["number"])),
            made_at=datetime.fromisoformat(str(plain["made_at"])),
            heads=heads_of(plain["heads"]),
            previous=str(plain["previous"]),
        )
        return Root(
            statement=statement,
            root=bytes.fromhex(str(plain["root"])),
            key_id=UUID(str(plain["key_id"])),
            signature=bytes.fromhex(str(plain["signature"])),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"not a signed root: {error!r}") from error


def is_due(last: datetime | None, now: datetime) -> bool:
    """Whether another hour of the clock has begun, also when the clock was set back."""
    return last is None or hour_of(last) != hour_of(now)


def hour_of(moment: datetime) -> datetime:
    return moment.astimezone(timezone.utc).replace(minute=0, second=0, microsecond=0)
