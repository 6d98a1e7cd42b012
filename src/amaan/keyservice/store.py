"""Where do the keys of this node rest? A directory of sealed files, 0700, and the root key that
opens them.

    $AMAAN_DATA/keys/root.json          the root key, in the demonstration arrangement only
    $AMAAN_DATA/keys/secrets/*.json     sealed under the root key
    $AMAAN_DATA/keys/agencies/*.json    sealed under the root key
    $AMAAN_DATA/keys/units/*.json       sealed under the agency's pair
    $AMAAN_DATA/keys/policy.toml        optional limits

In service the root key comes from a systemd credential `amaan-root-key` (64 hexadecimal digits),
never from a file beside the keys. This protects a stolen dump, backup or disk; it does not protect
against root on the live host.
"""

import fcntl
import os
import re
import secrets
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from amaan.kernel.envelope import CannotOpen
from amaan.keyservice.core.ring import FORMAT, SECRET_BYTES, KeyRing, SecretName
from amaan.keyservice.wire import decode, encode, text_of

CREDENTIAL: Final = "amaan-root-key"
_NAME: Final = re.compile(r"(secrets|agencies|units)/[A-Za-z0-9_-]{1,64}")


class KeystoreRefused(Exception):  # noqa: N818
    """The keystore may not be used like this; the text says why and what to do."""


class FileShelf:
    """Documents as files.

    A document is replaced as a whole: a crash leaves the old one or the new one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> bytes | None:
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, name: str, body: bytes) -> None:
        path = self._path(name)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        write_whole(path, body)

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise KeystoreRefused(f"no such document: {name!r}")
        return self._folder / f"{name}.json"


def write_whole(path: Path, body: bytes) -> None:
    """Write and sync a file of mode 0600, then move it into place and sync the directory."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink()
        raise
    _sync_directory(path.parent)


def _sync_directory(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def opened_keystore(folder: Path, *, in_service: bool) -> Iterator[KeyRing]:
    """The node's keys for the length of a block; made on the first start. One process at a time.

    Raises KeystoreRefused for loose permissions, a second process, a wrong root key, or a
    demonstration root key on a node in service.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _refuse_loose(folder)
    with _only_process(folder):
        root, demonstration = _root_key(folder, in_service=in_service)
        ring = KeyRing(root, FileShelf(folder), demonstration=demonstration)
        _refuse_wrong_root(folder, ring)
        yield ring


def _refuse_wrong_root(folder: Path, ring: KeyRing) -> None:
    """A wrong root key shows now, not at the first report."""
    for name in SecretName:
        try:
            ring.secret(name)
        except CannotOpen as sealed_otherwise:
            source = "root.json" if ring.demonstration else f"the credential {CREDENTIAL}"
            raise KeystoreRefused(
                f"{folder}/secrets/{name}.json does not open with the root key of {source}: it was"
                " sealed with another one, or changed. Bring the root key that belongs to these"
                " keys, or restore the keys that belong to this root key; delete neither"
                " (docs/guides/key-service.md)"
            ) from sealed_otherwise


def _refuse_loose(folder: Path) -> None:
    found = folder.stat()
    if stat.S_IMODE(found.st_mode) & 0o077 or found.st_uid != os.geteuid():
        raise KeystoreRefused(f"{folder} must belong to this user alone (mode 0700)")


@contextmanager
def _only_process(folder: Path) -> Iterator[None]:
    with os.fdopen(os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise KeystoreRefused(f"another key service holds {folder}") from taken
        yield


def _root_key(folder: Path, *, in_service: bool) -> tuple[bytes, bool]:
    """The root key, and whether it is the demonstration arrangement."""
    plain = folder / "root.json"
    if credential := os.environ.get("CREDENTIALS_DIRECTORY"):
        return _read_credential(Path(credential) / CREDENTIAL), False
    if in_service:
        raise KeystoreRefused(
            "a node in service takes its root key from the credential "
            f"{CREDENTIAL}; a plain file is for demonstrations (docs/guides/key-service.md)"
        )
    if not plain.exists():
        made = {"format": FORMAT, "demonstration": True}
        key = text_of(secrets.token_bytes(SECRET_BYTES))
        write_whole(plain, encode({**made, "key": key}))
    return decode(plain.read_bytes()).blob("key"), True


def _read_credential(path: Path) -> bytes:
    try:
        root = bytes.fromhex(path.read_text("ascii").strip())
    except (OSError, ValueError) as broken:
        raise KeystoreRefused(f"the credential {CREDENTIAL} cannot be read") from broken
    if len(root) != SECRET_BYTES:
        raise KeystoreRefused(f"the credential {CREDENTIAL} must have 64 hexadecimal digits")
    return root
