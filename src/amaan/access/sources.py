"""Which address sent this request? Behind our own proxy, the one that the proxy saw."""

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The last entry of X-Forwarded-For is the proxy's own; all before it is what the sender
    claims.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.BEHIND_TLS:
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).rpartition(",")[2].strip()
    return address
