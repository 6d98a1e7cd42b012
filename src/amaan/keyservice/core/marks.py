"""Which keyed marks does the service make: MACs, index values, blind links, locators, signatures?

One secret serves many purposes: each purpose has its own key, derived with HKDF (RFC 5869), so that
values of two purposes, kinds or zones cannot be compared.
"""

import hmac
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from amaan.kernel.envelope import hkdf
from amaan.kernel.tracking_code import LocatorPermutation
from amaan.keyservice.core.ring import KeyRing, SecretName
from amaan.keyservice.port import Signature, is_kind, is_purpose
from amaan.keyservice.wire import BadMessage

MAX_VALUES: Final = 256  # in one look-up or one report: many more than a person has
MAX_VALUE: Final = 512
MAX_ZONE: Final = 64
_SEPARATOR: Final = "\x1f"


class Marker:
    """Everything that needs a node secret and no grant."""

    def __init__(self, ring: KeyRing) -> None:
        self._ring = ring

    def mac_many(self, messages: Sequence[bytes], purpose: str) -> list[bytes]:
        if not is_purpose(purpose):
            raise BadMessage("mac: a purpose in small letters expected")
        key = self._derived(SecretName.MAC, purpose)
        return [hmac.digest(key, message, sha256) for message in messages]

    def index_many(self, kind: str, purpose: str, values: Sequence[str], zone: str) -> list[bytes]:
        """HMAC-SHA256 under the key of (kind, purpose, zone): security.md section 6."""
        if not (is_kind(kind) and is_purpose(purpose)) or len(zone) > MAX_ZONE:
            raise BadMessage("index: kind, purpose or zone is malformed")
        if len(values) > MAX_VALUES or any(len(value) > MAX_VALUE for value in values):
            raise BadMessage("index: too many or too long values")
        key = self._derived(SecretName.INDEX, _SEPARATOR.join((kind, purpose, zone)))
        return [hmac.digest(key, value.encode(), sha256) for value in values]

    def link(self, person: UUID, compartment: str) -> bytes:
        """Opaque id of a person on one side of the compartment wall: security.md section 7."""
        if not 0 < len(compartment) <= MAX_ZONE:
            raise BadMessage("link: a compartment expected")
        key = self._ring.secret(SecretName.LINK).value
        return hmac.digest(key, person.bytes + compartment.encode(), sha256)

    def locators(self, numbers: Sequence[int]) -> list[str]:
        permutation = self._permutation()
        try:
            return [permutation.locator(number) for number in numbers]
        except ValueError as outside:
            raise BadMessage("locators: a number outside the space") from outside

    def numbers(self, locators: Sequence[str]) -> list[int]:
        permutation = self._permutation()
        try:
            return [permutation.number(locator) for locator in locators]
        except ValueError as outside:
            raise BadMessage("numbers: not a locator") from outside

    def sign(self, message: bytes) -> Signature:
        key = self._ring.secret(SecretName.SIGN)
        return Signature(key.id, Ed25519PrivateKey.from_private_bytes(key.value).sign(message))

    def verify_key(self, key_id: UUID | None) -> bytes:
        key = self._ring.secret(SecretName.SIGN, key_id)
        return Ed25519PrivateKey.from_private_bytes(key.value).public_key().public_bytes_raw()

    def _permutation(self) -> LocatorPermutation:
        return LocatorPermutation(self._derived(SecretName.LOCATOR, "permutation"))

    def _derived(self, name: SecretName, info: str) -> bytes:
        return _derive(self._ring.secret(name).value, f"{name.value}{_SEPARATOR}{info}")


@lru_cache(maxsize=1024)
def _derive(key: bytes, info: str) -> bytes:
    return hkdf(key, salt=b"", info=info.encode())
