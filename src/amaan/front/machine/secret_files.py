"""Where does a secret of this node come from? From a file of its own, made once, readable by one
user.
"""

import os
import secrets
from pathlib import Path

from amaan.front.machine.places import Places


def secret_file(where: Places, name: str) -> Path:
    return where.secrets / name


def read_secret(where: Places, name: str) -> str:
    """The secret, or an empty string when set-up has not made it yet."""
    try:
        return secret_file(where, name).read_text().strip()
    except FileNotFoundError:
        return ""


def keep_secret(where: Places, name: str, *, size: int = 32) -> str:
    """The secret of that name; made from `size` random bytes when there is none."""
    found = read_secret(where, name)
    return found or write_secret(where, name, secrets.token_urlsafe(size))


def write_secret(where: Places, name: str, text: str) -> str:
    """Write with mode 0600 from the first byte, in one step that a crash cannot halve."""
    where.make()
    draft = secret_file(where, f".{name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text + "\n")
    draft.replace(secret_file(where, name))
    return text
