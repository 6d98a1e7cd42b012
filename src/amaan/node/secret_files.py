"""Where does a secret of this node come from? From a file of its own, made once, readable by one
user.
"""

import os
import secrets
from pathlib import Path

from amaan.node.places import Places


def secret_file(where: Places, name: str) -> Path:
    return where.secrets / name


def read_secret(where: Places, name: str) -> str:
    """The secret, or an empty string when set-up has not made it yet."""
    try:
        return secret_file(where, name).read_text().strip()
    except FileNotFoundError:
        return ""


def keep_secret(where: Places, name: str, *, size: int = 32) -> str:
    """The secret of that name; made from `size` random bytes when there is none.

    Of several processes that find none, one makes it and all get the same.
    """
    found = read_secret(where, name)
    if found:
        return found
    draft = write_draft(where, name, secrets.token_urlsafe(size))
    try:
        os.link(draft, secret_file(where, name))
    except FileExistsError:
        pass  # another process was first: its secret counts
    finally:
        draft.unlink()
    return read_secret(where, name)


def write_secret(where: Places, name: str, text: str) -> str:
    """Write with mode 0600 from the first byte, in one step that a crash cannot halve."""
    write_draft(where, name, text).replace(secret_file(where, name))
    return text


def write_draft(where: Places, name: str, text: str) -> Path:
    where.make()
    draft = secret_file(where, f".{name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text + "\n")
    return draft
