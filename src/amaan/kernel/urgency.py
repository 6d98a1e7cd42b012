"""How soon must somebody act? The four levels of workflows.md section 2, for clocks and records."""

from enum import StrEnum


class Urgency(StrEnum):
    U1 = "U1"  # life danger, a child in exploitation now, a victim held or at the border
    U2 = "U2"  # serious, not immediate
    U3 = "U3"  # an ordinary service referral
    U4 = "U4"  # information, statistics, legal advice
