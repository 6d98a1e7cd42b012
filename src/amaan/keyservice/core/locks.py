"""How is a key sealed at rest.

Under the root key, or under an agency's pair (security.md section 5)?
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from amaan.kernel.envelope import Aad, CannotOpen, new_data_key, seal, unseal, unwrap, wrap
from amaan.keyservice.wire import Fields, text_of


@dataclass(frozen=True, slots=True)
class KeyGeneration:
    """One generation of a key; `public` is empty for a secret that is no pair."""

    id: UUID
    value: bytes = field(repr=False)
    public: bytes = b""


class KeyWrapper(Protocol):
    """Seals one key into the fields of a document, and opens it again."""

    def shut(self, value: bytes, aad: Aad) -> Mapping[str, str]: ...

    def open(self, form: Fields, aad: Aad) -> bytes: ...


@dataclass(frozen=True, slots=True)
class RootLock:
    """AES-256-GCM under the root key itself."""

    root: bytes = field(repr=False)

    def shut(self, value: bytes, aad: Aad) -> Mapping[str, str]:
        return {"sealed": text_of(seal(value, self.root, aad))}

    def open(self, form: Fields, aad: Aad) -> bytes:
        return unseal(form.blob("sealed"), self.root, aad)


@dataclass(frozen=True, slots=True)
class AgencyLock:
    """An envelope under a fresh data key, which is wrapped to the agency's present pair."""

    pairs: tuple[KeyGeneration, ...]

    def shut(self, value: bytes, aad: Aad) -> Mapping[str, str]:
        data_key = new_data_key()
        present = self.pairs[-1]
        return {
            "sealed": text_of(seal(value, data_key, aad)),
            "box": text_of(wrap(data_key, present.public)),
            "under": str(present.id),
        }

    def open(self, form: Fields, aad: Aad) -> bytes:
        pair = self._pair(form.ident("under"))
        return unseal(form.blob("sealed"), unwrap(form.blob("box"), pair.value), aad)

    def _pair(self, key_id: UUID) -> KeyGeneration:
        for pair in self.pairs:
            if pair.id == key_id:
                return pair
        raise CannotOpen("the agency has no such key")
