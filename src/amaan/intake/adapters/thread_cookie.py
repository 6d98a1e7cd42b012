"""How does a reporter carry the pass and the reply key? In one encrypted, authenticated cookie."""

from functools import cache
from typing import Final
from uuid import UUID

from amaan.intake.adapters.sealed_text import SiteCipher
from amaan.intake.rules.holding import Held

PLACE: Final = "intake/thread-cookie/1"


class ThreadCookie:
    """`amaan.intake.rules.holding.HeldCipher` in a sealed text of this site."""

    def __init__(self, text: SiteCipher) -> None:
        self._text = text

    def seal(self, held: Held, until: int) -> str:
        fields = {
            "c": held.complaint.hex,
            "p": held.pass_secret.hex(),
            "r": held.reply_key.hex(),
            "d": held.code,
        }
        return self._text.seal(fields, until)

    def open(self, text: str, now: int) -> Held | None:
        fields = self._text.open(text, now)
        if fields is None:
            return None
        secret, reply_key = bytes.fromhex(fields["p"]), bytes.fromhex(fields["r"])
        return Held(UUID(fields["c"]), secret, reply_key, fields["d"])


@cache
def thread_cookie(site_secret: str) -> ThreadCookie:
    """The holder of this site; its key is derived from the site's own secret and kept nowhere."""
    return ThreadCookie(SiteCipher(site_secret, PLACE))
