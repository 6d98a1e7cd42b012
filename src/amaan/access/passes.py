"""A pass in the hand: making its secret, renewing it, ending it. Issuing belongs to who can prove
the subject.
"""

import hashlib
import secrets
from datetime import timedelta

from amaan.access.transactions import one_row

SECRET_BYTES = 32


def new_secret() -> bytes:
    """256 random bits for the cookie."""
    return secrets.token_bytes(SECRET_BYTES)


def hash_of(secret: bytes) -> bytes:
    """What the table keeps of a secret."""
    return hashlib.sha256(secret).digest()


def renew(secret: bytes, idle: timedelta) -> bool:
    """Push the expiry on, never past the end; False when the pass is no longer live."""
    row = one_row("SELECT access_renew_pass(%s, %s)", [hash_of(secret), idle])
    return bool(row and row[0])


def end(secret: bytes) -> bool:
    """End the pass everywhere at once; False when it was not live."""
    row = one_row("SELECT access_end_pass(%s)", [hash_of(secret)])
    return bool(row and row[0])
