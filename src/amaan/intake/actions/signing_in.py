"""Coming back with a code: one KDF outside any transaction, the same work and words for a wrong and
an unknown code.
"""

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from amaan.access.transactions import action, current_alias, one_row
from amaan.intake.models import Attempt, SpentProof
from amaan.intake.queries.own import CodeTerms, code_terms
from amaan.kernel.actor import Actor, ActorKind
from amaan.kernel.pass_secret import hash_of, new_secret
from amaan.kernel.reasons import Reason, Refused
from amaan.kernel.tracking_code import TrackingCode
from amaan.keyservice.port import key_service


@dataclass(frozen=True, slots=True)
class Proof:
    """What the KDF gave for a typed code."""

    locator: str
    verifier: bytes
    reply_key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Inside:
    """A reporter who has shown the code: the complaint, and what goes into the cookie."""

    complaint: UUID
    pass_secret: bytes = field(repr=False)
    reply_key: bytes = field(repr=False)


def derive(code: TrackingCode) -> Proof:
    """Run the KDF for a typed code, on a dummy salt when the locator is unknown (security.md
    section 4).
    """
    terms = code_terms(code.locator) or dummy_terms(code.locator)
    derived = key_service().kdf(
        code.secret, terms.salt, params=terms.kdf, pepper=terms.pepper or None
    )
    return Proof(code.locator, derived.verifier, derived.reply_key)


def dummy_terms(locator: str) -> CodeTerms:
    """Stable for a locator, so that trying it twice tells nothing."""
    mac = hmac.new(settings.SECRET_KEY.encode(), b"dummy-salt" + locator.encode(), hashlib.sha256)
    return CodeTerms(mac.digest()[:16], 1, "")


@action
def spend_proof(*, challenge: str, by: Actor, at: datetime) -> None:
    """Spend a proof of work or a timed ticket, before the KDF runs for it: else one proof, sent
    again and again, would keep the key service busy.

    Raises Refused("proof-spent") for one used before.
    """
    del by  # a visitor who has shown nothing yet
    spend(challenge, at=at)


@action
def enter(*, proof: Proof, bucket: bytes, by: Actor, at: datetime) -> Inside | None:
    """Issue a pass when the verifier is right; None when the code does not match.

    The attempt is counted either way, by locator and bucket.
    """
    del by  # nobody until the verifier says who
    secret = new_secret()
    row = one_row(
        "SELECT intake_issue_pass(%s, %s, %s)", [proof.locator, proof.verifier, hash_of(secret)]
    )
    found: UUID | None = row[0] if row else None
    Attempt(locator=proof.locator, bucket=bucket, failed=found is None, at=at).save(
        force_insert=True
    )
    return Inside(found, secret, proof.reply_key) if found else None


def spend(challenge: str, *, at: datetime) -> None:
    """A proof counts once: the unique row decides."""
    try:
        with transaction.atomic(using=current_alias()):
            SpentProof(challenge=challenge, spent_at=at).save(force_insert=True)
    except IntegrityError:
        raise Refused(Reason("proof-spent")) from None


def stranger() -> Actor:
    """A visitor of the public site who has not shown a code."""
    return Actor(kind=ActorKind.REPORTER, role="reporter")
