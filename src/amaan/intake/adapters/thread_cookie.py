"""How does a reporter carry the pass and the reply key? In one encrypted, authenticated cookie."""

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import cache
from typing import Any, Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from amaan.intake.rules.holding import Held
from amaan.kernel.envelope import hkdf

NONCE: Final = 12
PLACE: Final = b"intake/thread-cookie/1"


class ThreadCookie:
    """`amaan.intake.rules.holding.Holder` by AES-256-GCM under a key of this site only.

    The time is inside the seal, so that a kept copy of the cookie opens nothing later.
    """

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, held: Held, until: int) -> str:
        plain = json.dumps(
            {
                "c": held.complaint.hex,
                "p": held.pass_secret.hex(),
                "r": held.reply_key.hex(),
                "d": held.code,
                "u": until,
            }
        ).encode()
        nonce = os.urandom(NONCE)
        return urlsafe_b64encode(nonce + self._cipher.encrypt(nonce, plain, PLACE)).decode()

    def open(self, text: str, now: int) -> Held | None:
        try:
            box = urlsafe_b64decode(text.encode())
            plain = self._cipher.decrypt(box[:NONCE], box[NONCE:], PLACE)
        except (ValueError, InvalidTag):
            return None
        return read(json.loads(plain), now)


def read(fields: dict[str, Any], now: int) -> Held | None:
    """The sealed fields; they are our own, so they need no more checking than their time."""
    if fields["u"] <= now:
        return None
    secret, reply_key = bytes.fromhex(fields["p"]), bytes.fromhex(fields["r"])
    return Held(UUID(fields["c"]), secret, reply_key, fields["d"])


@cache
def thread_cookie(site_secret: str) -> ThreadCookie:
    """The holder of this site; its key is derived from the site's own secret and kept nowhere."""
    return ThreadCookie(hkdf(site_secret.encode(), salt=b"amaan-public", info=PLACE))
