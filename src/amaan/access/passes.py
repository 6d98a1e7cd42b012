"""Renewing a pass and ending it. Issuing belongs to who can prove the subject; whether one is live
is decided by the database (`access/policies.py`, `access_subject`), never here.
"""

from datetime import timedelta

from amaan.access.transactions import one_row
from amaan.kernel.pass_secret import hash_of


def renew(secret: bytes, idle: timedelta) -> bool:
    """Push the expiry on, never past the end; False when the pass is no longer live."""
    row = one_row("SELECT access_renew_pass(%s, %s)", [hash_of(secret), idle])
    return bool(row and row[0])


def end(secret: bytes) -> bool:
    """End the pass everywhere at once; False when it was not live."""
    row = one_row("SELECT access_end_pass(%s)", [hash_of(secret)])
    return bool(row and row[0])
