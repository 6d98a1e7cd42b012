"""Reading history: the timeline of a record, the state of the chains, and their verification."""

from amaan.ledger.queries.state import (
    chain_heads,
    last_check,
    last_root,
    recent_roots,
    root_numbered,
)
from amaan.ledger.queries.timeline import public_timeline, replay_steps, timeline
from amaan.ledger.queries.verifying import verify

__all__ = [
    "chain_heads",
    "last_check",
    "last_root",
    "public_timeline",
    "recent_roots",
    "replay_steps",
    "root_numbered",
    "timeline",
    "verify",
]
