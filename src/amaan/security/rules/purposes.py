"""For what may a unit read a record, and why does that end? What is a data key for, why is a unit
kept away, to what does somebody consent?

Codes of the tables of this capability. Each has a constraint there, so that a word that no rule
knows never becomes a right.
"""

from enum import StrEnum


class GrantPurpose(StrEnum):
    """For what a unit, or one seat of it, may read a record."""

    OWN = "OWN"  # made it
    DESK = "DESK"  # received the report
    ALLOCATION = "ALLOCATION"  # is to act on it
    ESCALATION = "ESCALATION"  # a late clock brought it in
    REFERRAL = "REFERRAL"  # is asked for a service
    LEAD = "LEAD"  # leads the unit that accepted
    OFFICER = "OFFICER"  # accepted, or carries it out


class GrantEnd(StrEnum):
    """Why nobody reads by a grant any more."""

    NARROWED = "NARROWED"  # the unit's gave way to those of its officers
    DECLINED = "DECLINED"
    RECALLED = "RECALLED"
    CLOSED = "CLOSED"
    WITHDRAWN = "WITHDRAWN"
    CONSENT_WITHDRAWN = "CONSENT_WITHDRAWN"
    EXCLUDED = "EXCLUDED"
    ALLOCATION_ENDED = "ALLOCATION_ENDED"


class ExclusionBasis(StrEnum):
    """Why a unit must never learn of a record."""

    NAMED_OFFICE = "NAMED_OFFICE"
    UNNAMED_OFFICE = "UNNAMED_OFFICE"
    LINE_OF_COMMAND = "LINE_OF_COMMAND"
    REPORTS_TO_IT = "REPORTS_TO_IT"
    INHERITED = "INHERITED"  # from the record out of which this one grew


class KeyPurpose(StrEnum):
    """What a data key seals."""

    NARRATIVE = "NARRATIVE"
    MESSAGE = "MESSAGE"
    SCREENING = "SCREENING"
    IDENTITY = "IDENTITY"
    DOSSIER = "DOSSIER"
    ENTRY = "ENTRY"
    REFERRAL = "REFERRAL"
    PROGRESS = "PROGRESS"
    STAYS = "STAYS"  # never handed to another unit


class RecipientKind(StrEnum):
    """To whom a data key is wrapped."""

    UNIT = "UNIT"
    REPORTER = "REPORTER"  # the key pair behind a code


class ConsentPurpose(StrEnum):
    """To what somebody consents."""

    TO_POLICE = "TO_POLICE"
    REFERRAL = "REFERRAL"


class ConsentHow(StrEnum):
    """How a consent was given."""

    FORM = "FORM"
    SPOKEN = "SPOKEN"
    WRITTEN = "WRITTEN"
    GUARDIAN = "GUARDIAN"
