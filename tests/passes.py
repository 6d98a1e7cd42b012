"""How does a test hold a pass without walking through sign-in? It is laid into the table by the
owner role.
"""

import secrets
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import connections
from django.utils.timezone import now

from amaan.kernel.pass_secret import hash_of

INSERT = (
    "INSERT INTO access_pass"
    " (id, secret_hash, kind, subject, person, issued_at, expires_at, ends_at)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
)


def issue_pass(
    kind: str, subject: UUID, *, person: UUID | None = None, lasts: timedelta = timedelta(hours=1)
) -> bytes:
    """The secret of a pass that is live from now; `kind` is STAFF (subject: seat) or REPORTER
    (complaint).
    """
    secret, at = secrets.token_bytes(32), now()
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            INSERT,
            [uuid4(), hash_of(secret), kind, subject, person, at, at + lasts, at + lasts],
        )
    return secret
