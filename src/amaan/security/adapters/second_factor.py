"""How are the secrets of one-time codes kept, so that a stolen database gives no code?"""

from base64 import b32encode, urlsafe_b64encode
from io import BytesIO
from secrets import token_bytes
from uuid import UUID

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"amaan second factor v1"


def box(master: str) -> Fernet:
    """The box that the staff site's secret opens; its key serves nothing else (RFC 5869)."""
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(master.encode())
    return Fernet(urlsafe_b64encode(key))


def seal_secret(secret: str, master: str) -> str:
    """A base32 secret as the table keeps it; `master` is the secret of the staff site."""
    return box(master).encrypt(secret.encode()).decode()


def open_secret(sealed: str, master: str) -> str:
    """The base32 secret again. Raises cryptography's InvalidToken under another master."""
    return box(master).decrypt(sealed.encode()).decode()


def new_secret() -> str:
    """160 random bits in base32, as authenticator apps take them (RFC 4226 section 4)."""
    return b32encode(token_bytes(20)).decode()


def enrol(staff: UUID, secret: str, master: str) -> None:
    """Give a person a one-time-code secret, in the transaction that is open."""
    sealed = {"secret": seal_secret(secret, master)}
    row = Authenticator(user_id=staff, type=Authenticator.Type.TOTP, data=sealed)
    row.save(force_insert=True)


class SealedSecrets(DefaultMFAAdapter):  # type: ignore[misc]  # the library ships no types
    """Seals secrets at rest and draws the picture for the phone on this server."""

    def encrypt(self, text: str) -> str:
        return seal_secret(text, settings.SECRET_KEY)

    def decrypt(self, encrypted_text: str) -> str:
        return open_secret(encrypted_text, settings.SECRET_KEY)

    def build_totp_svg(self, url: str) -> str:
        drawn = BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", scale=5, light="#fff", xmldecl=False)
        return drawn.getvalue().decode()
