"""Which one hash stands for many? The Merkle tree of RFC 6962, section 2.1."""

from collections.abc import Sequence
from hashlib import sha256

_LEAF = b"\x00"
_NODE = b"\x01"


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one entry; its prefix keeps an inner node from passing as an entry."""
    return sha256(_LEAF + entry).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over the entries in their order (raw entries, not yet hashed); 32 bytes."""
    if not leaves:
        return sha256(b"").digest()
    level = [leaf_hash(entry) for entry in leaves]
    while len(level) > 1:
        level = _parents(level)
    return level[0]


def _parents(level: Sequence[bytes]) -> list[bytes]:
    # An odd last node moves up unchanged, which gives RFC 6962's split at the largest power of two.
    pairs = [sha256(_NODE + a + b).digest() for a, b in zip(level[::2], level[1::2], strict=False)]
    return pairs + list(level[len(pairs) * 2 :])
