"""Complaints of the public: the matter, the code that opens it, its thread, and what the reporter
decides.
"""

from amaan.intake.models.code import PRIVATE_HALF, Attempt, Code, LocatorStock, SpentProof
from amaan.intake.models.complaint import ANSWERS, Accused, Complaint
from amaan.intake.models.thread import BODY, Message, ReporterAct

__all__ = [
    "ANSWERS",
    "BODY",
    "PRIVATE_HALF",
    "Accused",
    "Attempt",
    "Code",
    "Complaint",
    "LocatorStock",
    "Message",
    "ReporterAct",
    "SpentProof",
]
