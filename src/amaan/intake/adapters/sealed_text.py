"""How does the server leave something with a browser that only the server can read back?"""

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from amaan.kernel.envelope import hkdf

NONCE: Final = 12
UNTIL: Final = "u"


class SiteCipher:
    """AES-256-GCM under a key of this site and this place only.

    The time is inside the seal, so that a kept copy opens nothing later.
    """

    def __init__(self, site_secret: str, place: str) -> None:
        self._place = place.encode()
        key = hkdf(site_secret.encode(), salt=b"amaan-public", info=self._place)
        self._cipher = AESGCM(key)

    def seal(self, fields: dict[str, Any], until: int) -> str:
        """`until`: seconds since 1970 after which the text opens nothing."""
        plain = json.dumps({**fields, UNTIL: until}).encode()
        nonce = os.urandom(NONCE)
        return urlsafe_b64encode(nonce + self._cipher.encrypt(nonce, plain, self._place)).decode()

    def open(self, text: str, now: int) -> dict[str, Any] | None:
        """The fields; None for anything that is forged, damaged or past its time."""
        try:
            box = urlsafe_b64decode(text.encode())
            plain = self._cipher.decrypt(box[:NONCE], box[NONCE:], self._place)
        except (ValueError, InvalidTag):
            return None
        fields: dict[str, Any] = json.loads(plain)
        return fields if fields[UNTIL] > now else None
