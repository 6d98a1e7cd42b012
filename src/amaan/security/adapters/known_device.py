"""Has this person signed in on this device before? A signed cookie says so, and names nobody.

Wrong passwords from elsewhere must not keep an officer out, so tries on a device where the person
has signed in are counted apart (OWASP, "Slow down online guessing attacks with device cookies").
The cookie opens nothing; it only earns tries of its own. Desks share machines, so one device may
be known for several people.
"""

import secrets
from datetime import timedelta
from hashlib import sha256
from ipaddress import IPv6Address
from typing import Final

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE: Final = "__Host-amaan-staff-device"
LIFE: Final = timedelta(days=90)
PEOPLE: Final = 12
SALT: Final = "security.known-device"
PRIVATE: Final = b"\xfd"  # addresses that no network routes


def remember(request: HttpRequest, response: HttpResponse, username: str) -> None:
    """After password and code: this device is known for this person from now on."""
    device, marks = device_in(request)
    mark = mark_of(device, username)
    marks = [mark, *(other for other in marks if other != mark)][:PEOPLE]
    response.set_cookie(
        COOKIE,
        signing.dumps([device, *marks], salt=SALT),
        max_age=LIFE,
        secure=True,
        httponly=True,
        samesite="Strict",
        path="/",
    )


def known_source(request: HttpRequest, username: str) -> str | None:
    """An address that stands for this person on this device; None where they have not signed in."""
    device, marks = device_in(request)
    if mark_of(device, username) not in marks:
        return None
    digest = sha256(f"{device}|{username}".encode()).digest()
    return str(IPv6Address(PRIVATE + digest[:15]))


def device_in(request: HttpRequest) -> tuple[str, list[str]]:
    """The device and the marks of its people; a new device where the cookie does not hold."""
    text = request.COOKIES.get(COOKIE, "")
    try:
        device, *marks = signing.loads(text, salt=SALT, max_age=LIFE)
    except signing.BadSignature:
        return secrets.token_hex(16), []
    return device, marks


def mark_of(device: str, username: str) -> str:
    """Without the secret of the site nobody reads from the cookie whose device this is."""
    return salted_hmac(SALT, f"{device}|{username}", algorithm="sha256").hexdigest()[:32]
