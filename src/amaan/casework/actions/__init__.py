"""Writes of the casework capability: opening dossiers, entries, parties, and a complaint's start
and outcome.
"""

from amaan.casework.actions.complaints import propose_outcome, start_complaint
from amaan.casework.actions.dossiers import (
    add_new_person,
    add_party,
    close_dossier,
    open_dossier,
    write_entry,
)  # fmt: skip

__all__ = [
    "add_new_person",
    "add_party",
    "close_dossier",
    "open_dossier",
    "propose_outcome",
    "start_complaint",
    "write_entry",
]
