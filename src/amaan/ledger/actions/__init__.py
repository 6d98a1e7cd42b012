"""Writing the ledger: one fact inside an action; links, roots and checks by the sealer alone."""

from amaan.ledger.actions.recording import record
from amaan.ledger.actions.rooting import keep_check, make_root, next_statement
from amaan.ledger.actions.sealing import Sealing

__all__ = ["Sealing", "keep_check", "make_root", "next_statement", "record"]
