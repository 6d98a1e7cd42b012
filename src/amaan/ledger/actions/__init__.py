"""Writing the ledger: one fact inside an action; links, roots and checks by the sealer alone."""

from amaan.ledger.actions.recording import record
from amaan.ledger.actions.rooting import keep_check, make_root, next_statement
from amaan.ledger.actions.sealing import Sealing
from amaan.ledger.actions.transition import Machine, Transition

__all__ = [
    "Machine",
    "Sealing",
    "Transition",
    "keep_check",
    "make_root",
    "next_statement",
    "record",
]
