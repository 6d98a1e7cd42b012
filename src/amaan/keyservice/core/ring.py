"""Where do the keys come from? The tree of security.md section 5, made on first demand and kept
sealed on a shelf.

Root seals the node's secrets and the agencies' private halves; an agency's pair seals the private
halves of its units. A document holds every generation of one key, the present one last, so that old
envelopes and verifiers still open.
"""

import re
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol
from uuid import UUID

from amaan.kernel.envelope import Aad, Pair, new_pair
from amaan.kernel.ids import uuid7
from amaan.kernel.place import Place
from amaan.kernel.reasons import Reason, Refused
from amaan.keyservice.core.locks import AgencyLock, KeyGeneration, KeyWrapper, RootLock
from amaan.keyservice.port import UnitPublicKey
from amaan.keyservice.wire import BadMessage, Fields, decode, encode, text_of

FORMAT: Final = 1
SECRET_BYTES: Final = 32
_AGENCY: Final = re.compile(r"[A-Z0-9][A-Z0-9_-]{0,31}")  # becomes a file name


class SecretName(StrEnum):
    """The node's own secrets: 32 random bytes each."""

    INDEX = "index"
    LINK = "link"
    LOCATOR = "locator"
    MAC = "mac"
    PEPPER = "pepper"
    SIGN = "sign"


class Shelf(Protocol):
    """Keeps named documents; `write` is all or nothing."""

    def read(self, name: str) -> bytes | None: ...

    def write(self, name: str, body: bytes) -> None: ...


class MemoryShelf:
    """A shelf that forgets with the process: tests."""

    def __init__(self) -> None:
        self._documents: dict[str, bytes] = {}

    def read(self, name: str) -> bytes | None:
        return self._documents.get(name)

    def write(self, name: str, body: bytes) -> None:
        self._documents[name] = body


@dataclass(frozen=True, slots=True)
class _Drawer:
    """One document.

    Its name, how a generation is made, what locks it, and the agency it is born in.
    """

    name: str
    make: Callable[[], Pair]
    lock_of: Callable[[str], KeyWrapper]
    agency: str = ""


class KeyRing:
    """Every key of the node, unlocked by the root key. Thread-safe."""

    def __init__(self, root: bytes, shelf: Shelf, *, demonstration: bool = True) -> None:
        self._root = RootLock(root)
        self._shelf = shelf
        self._lock = threading.RLock()
        self._known: dict[str, tuple[KeyGeneration, ...]] = {}
        self.demonstration = demonstration

    def secret(self, name: SecretName, key_id: UUID | None = None) -> KeyGeneration:
        """The present generation of a node secret, or the one with this id.

        Raises `key-unknown`.
        """
        generations = self._generations(self._secret_drawer(name))
        return generations[-1] if key_id is None else _by_id(generations, key_id)

    def rotate_secret(self, name: SecretName) -> UUID:
        """Make a new present generation; the old ones stay for reading."""
        return self._grow(self._secret_drawer(name)).id

    def unit_key(self, unit: UUID, agency: str) -> UnitPublicKey:
        """The sealing half of a unit's present pair; a unit without one gets it, under `agency`."""
        present = self._generations(self._unit_drawer(unit, agency))[-1]
        return UnitPublicKey(present.id, present.public)

    def unit_private(self, unit: UUID, key_id: UUID) -> bytes | None:
        """The opening half of one generation of a unit's pair; None when there is no such key."""
        drawer = self._unit_drawer(unit)
        if not self._has(drawer):
            return None
        return next((key.value for key in self._generations(drawer) if key.id == key_id), None)

    def rotate_unit(self, unit: UUID) -> UUID:
        """Make a new present pair; wraps to the old one open until they are re-wrapped."""
        drawer = self._unit_drawer(unit)
        if not self._has(drawer):
            raise Refused(Reason("key-unknown", {"key": str(unit)}))
        return self._grow(drawer).id

    def _secret_drawer(self, name: SecretName) -> _Drawer:
        return _Drawer(f"secrets/{name.value}", _new_secret, self._root_lock)

    def _agency_drawer(self, agency: str) -> _Drawer:
        if not _AGENCY.fullmatch(agency):
            raise BadMessage("agency: a code in capitals expected")
        return _Drawer(f"agencies/{agency}", new_pair, self._root_lock)

    def _unit_drawer(self, unit: UUID, agency: str = "") -> _Drawer:
        return _Drawer(f"units/{unit}", new_pair, self._agency_lock, agency)

    def _agency_lock(self, agency: str) -> KeyWrapper:
        return AgencyLock(self._generations(self._agency_drawer(agency)))

    def _root_lock(self, _agency: str) -> KeyWrapper:
        return self._root

    def _has(self, drawer: _Drawer) -> bool:
        return drawer.name in self._known or self._shelf.read(drawer.name) is not None

    def _generations(self, drawer: _Drawer) -> tuple[KeyGeneration, ...]:
        """Every generation, the present one last; the first is made on first demand."""
        known = self._known.get(drawer.name)
        if known is not None:
            return known
        with self._lock:
            if drawer.name not in self._known:
                if self._shelf.read(drawer.name) is None:
                    self._grow(drawer)
                else:
                    self._known[drawer.name] = _open_all(drawer, self._document(drawer))
            return self._known[drawer.name]

    def _grow(self, drawer: _Drawer) -> KeyGeneration:
        """Add a generation; it counts only once it is on the shelf."""
        with self._lock:
            document = self._document(drawer)
            lock = drawer.lock_of(document.text("agency"))
            pair = drawer.make()
            key = KeyGeneration(uuid7(), pair.private, pair.public)
            form = {
                "id": str(key.id),
                "made_at": int(time.time()),
                "public": text_of(key.public),
                **lock.shut(key.value, _aad(drawer, key.id)),
            }
            body = {
                "format": FORMAT,
                "agency": document.text("agency"),
                "keys": [*document.items("keys"), form],
            }
            older = _open_all(drawer, document)
            self._shelf.write(drawer.name, encode(body))
            self._known[drawer.name] = (*older, key)
            return key

    def _document(self, drawer: _Drawer) -> Fields:
        body = self._shelf.read(drawer.name)
        if body is None:
            return Fields({"format": FORMAT, "agency": drawer.agency, "keys": []})
        document = decode(body)
        if document.number("format") != FORMAT:
            raise BadMessage(f"{drawer.name}: written by a later version")
        return document


def _open_all(drawer: _Drawer, document: Fields) -> tuple[KeyGeneration, ...]:
    lock = drawer.lock_of(document.text("agency"))
    return tuple(
        KeyGeneration(
            form.ident("id"), lock.open(form, _aad(drawer, form.ident("id"))), form.blob("public")
        )
        for form in document.parts("keys")
    )


def _aad(drawer: _Drawer, key_id: UUID) -> Aad:
    """Binds a sealed key to its document, so that files cannot be swapped."""
    return Place("key_ring", drawer.name, FORMAT).of(key_id)


def _new_secret() -> Pair:
    return Pair(private=secrets.token_bytes(SECRET_BYTES), public=b"")


def _by_id(generations: tuple[KeyGeneration, ...], key_id: UUID) -> KeyGeneration:
    for key in generations:
        if key.id == key_id:
            return key
    raise Refused(Reason("key-unknown", {"key": str(key_id)}))
