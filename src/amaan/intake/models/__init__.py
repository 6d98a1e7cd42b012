"""Complaints of the public: the matter, the code that opens it, its thread, and what the reporter
decides.
"""

from amaan.intake.models.code import Attempt, Code, LocatorStock, SpentProof
from amaan.intake.models.complaint import Accused, Complaint
from amaan.intake.models.thread import Message, ReporterAct

__all__ = [
    "Accused",
    "Attempt",
    "Code",
    "Complaint",
    "LocatorStock",
    "Message",
    "ReporterAct",
    "SpentProof",
]
