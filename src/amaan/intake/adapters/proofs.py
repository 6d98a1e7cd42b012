"""How does the site know that a try of a code has cost something? A solved challenge, or a rest.

With script: an ALTCHA challenge (SHA-256), signed by this site. Without: a signed ticket that is
valid only after some seconds. Both name a subject, the source or the locator, and count once.
"""

import base64
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final
from urllib.parse import parse_qs

from altcha import v1
from django.core import signing

from amaan.kernel.network import network_of
from amaan.kernel.outside_json import json_of

LIFE: Final = timedelta(minutes=10)
LONGEST: Final = 4096  # of a posted solution; ours have some 400 signs
SALT: Final = "intake.timed-ticket"


@dataclass(frozen=True, slots=True)
class Solved:
    """A proof that holds: its name for the list of spent ones, and how much it has cost."""

    name: str
    number: int  # highest number of the search, or seconds waited


class Proofs:
    """Challenges and tickets of one site."""

    def __init__(self, site_secret: str) -> None:
        self._key = sha256(b"altcha" + site_secret.encode()).hexdigest()
        self._secret = site_secret

    def challenge(self, highest: int, at: datetime) -> dict[str, Any]:
        """What <c-proof> needs; `highest` goes signed with the salt."""
        made = v1.create_challenge(
            v1.ChallengeOptions(
                max_number=highest,
                hmac_key=self._key,
                expires=at + LIFE,
                params={"highest": str(highest)},
            )
        )
        return {
            "algorithm": made.algorithm,
            "challenge": made.challenge,
            "salt": made.salt,
            "maxnumber": made.max_number,
            "signature": made.signature,
        }

    def solved(self, payload: str) -> Solved | None:
        """The proof in a posted field, None when it is forged, unsolved or too old."""
        found = read_payload(payload)
        if found is None or not v1.verify_solution(payload, self._key)[0]:
            return None
        highest = parse_qs(str(found["salt"]).partition("?")[2]).get("highest", ["0"])[0]
        return Solved(f"altcha:{found['challenge']}", int(highest))

    def ticket(self, wait: int, subject: str, at: datetime) -> str:
        form = {"n": secrets.token_hex(16), "w": wait, "s": subject, "t": int(at.timestamp())}
        return signing.dumps(form, key=self._secret, salt=SALT)

    def rested(self, ticket: str, subject: str, at: datetime) -> Solved | None:
        """A ticket of this subject whose time has come and not passed, else None."""
        try:
            form = signing.loads(ticket, key=self._secret, salt=SALT)
        except signing.BadSignature:
            return None
        age = at.timestamp() - form["t"]
        if form["s"] != subject or not form["w"] <= age <= LIFE.total_seconds():
            return None
        return Solved(f"ticket:{form['n']}", form["w"])


def read_payload(payload: str) -> dict[str, Any] | None:
    """The five named texts of a solution; None for anything else that somebody may post."""
    if len(payload) > LONGEST:
        return None
    try:
        found = json_of(base64.b64decode(payload, validate=True), longest=LONGEST)
    except ValueError:  # of base64, or NotJson
        return None
    names = ("algorithm", "challenge", "salt", "signature")
    if not isinstance(found, dict) or not all(isinstance(found.get(name), str) for name in names):
        return None
    return found if type(found.get("number")) is int else None


def bucket_of(address: str, day: str, site_secret: str) -> bytes:
    """A hash of the network (/24 or /48), salted anew each day; it raises a cost and no more."""
    return sha256(f"{day}|{site_secret}|{network_of(address)}".encode()).digest()
