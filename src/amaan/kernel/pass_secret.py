"""What is a pass in the hand, and what is kept of it?"""

import hashlib
import secrets

SECRET_BYTES = 32


def new_secret() -> bytes:
    """256 random bits for the cookie."""
    return secrets.token_bytes(SECRET_BYTES)


def hash_of(secret: bytes) -> bytes:
    """What the table of passes keeps of a secret; the database makes the same of a pass shown."""
    return hashlib.sha256(secret).digest()
