"""How many wrong tries are behind this sign-in, and is it closed for now?

Tries are counted by user name and source. A source is a device on which this person has signed in,
or else the network of the sender, so that somebody elsewhere closes the account to himself alone.
Over all sources a name bears a larger number, which bounds guessing from many networks; devices
that know the person are outside that bound, or else many networks could keep everybody out.
Wrong one-time codes are counted by name alone, for only who has the password gets that far.
Names that do not exist are counted like those that do. What is closed opens by itself: a try in
the meantime is not counted and makes nothing longer.
"""

from typing import Any, Final

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import QuerySet, Sum
from django.http import HttpRequest

from amaan.access.sources import address_of
from amaan.kernel.network import network_of
from amaan.security.adapters.known_device import known_source

# No sender has an address of the discard prefix (RFC 6666).
CODES: Final = "100::1"  # where wrong one-time codes come from
NOWHERE: Final = "100::2"
BY_NAME: Final = 50
Said = dict[str, Any]


def credentials_of(username: str, *, code: bool = False) -> Said:
    """What the counter is asked with; `code` for the step after the password."""
    return {"username": username, "code": code}


def source_of(request: HttpRequest, said: Said) -> str:
    if said.get("code"):
        return CODES
    if known := known_source(request, said.get("username") or ""):
        return known
    network, width, _ = network_of(address_of(request)).partition("/")
    return network if width else NOWHERE


class CountedTries(AxesDatabaseHandler):  # type: ignore[misc]  # the library ships no types
    """The library's counter, with sources of our own instead of addresses."""

    def user_login_failed(
        self, sender: object, credentials: Said, request: Any = None, **kwargs: Any
    ) -> None:
        if request is not None:
            request.axes_ip_address = source_of(request, credentials)
        super().user_login_failed(sender, credentials, request, **kwargs)

    def filter_user_attempts(
        self, request: HttpRequest, credentials: Said | None = None
    ) -> list[QuerySet[AccessAttempt]]:
        said = credentials or {}
        tries = AccessAttempt.objects.filter(username=said.get("username"))
        return [tries.filter(ip_address=source_of(request, said))]

    def get_failures(self, request: HttpRequest, credentials: Said | None = None) -> int:
        """Of this source; the limit itself where the name has borne all it may."""
        failures = int(super().get_failures(request, credentials))
        said = credentials or {}
        if said.get("code") or known_source(request, said.get("username") or ""):
            return failures
        return settings.AXES_FAILURE_LIMIT if self.name_is_full(request, said) else failures

    def name_is_full(self, request: Any, said: Said) -> bool:
        since = request.axes_attempt_time - settings.AXES_COOLOFF_TIME
        tries = AccessAttempt.objects.filter(username=said.get("username"), attempt_time__gte=since)
        total = tries.exclude(ip_address=CODES).aggregate(n=Sum("failures_since_start"))["n"]
        return (total or 0) >= BY_NAME

    def reset_user_attempts(self, request: HttpRequest, credentials: Said | None = None) -> int:
        """After password and code: this person's tries from here, and the codes."""
        said = credentials or {}
        tries = AccessAttempt.objects.filter(username=said.get("username"))
        here = tries.filter(ip_address__in=[source_of(request, said), CODES])
        return int(here.delete()[0])
