"""Writes of the screening capability: triage, decide, review, allocate."""

from amaan.screening.actions.allocating import allocate
from amaan.screening.actions.deciding import decide, review, settle, triage

__all__ = ["allocate", "decide", "review", "settle", "triage"]
