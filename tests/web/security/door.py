"""At the door of the staff site: who calls from where, what the phone shows, and the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import HttpResponse
from django.utils.timezone import localdate, now

from amaan.security.rules.one_time_codes import PERIOD, code_at
from tests.sites import SiteClient, as_role

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
WORD = "a long first password"


class Clock:
    """What the sign-in pages and the counter of tries take for the present."""

    def __init__(self) -> None:
        running = int(now().timestamp()) // PERIOD  # sessions and passes keep the real time
        self.at = datetime.fromtimestamp(running * PERIOD + 15, timezone.utc)

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)

    def to_second(self, second: int) -> None:
        """To a second of the next time step of one-time codes."""
        step = int(self.at.timestamp()) // PERIOD + 1
        self.at = datetime.fromtimestamp(step * PERIOD + second, timezone.utc)

    def code(self, secret: str = SECRET, *, steps: int = 0) -> str:
        return code_at(secret, self.at.timestamp() + steps * PERIOD)


@dataclass
class Caller:
    """A browser at an address. `said` is the last page."""

    client: SiteClient
    address: str

    def post(self, path: str, **said: str) -> HttpResponse:
        return self.client.post(path, said, secure=True, REMOTE_ADDR=self.address)  # type: ignore[return-value]

    def get(self, path: str) -> HttpResponse:
        return self.client.get(path, secure=True, REMOTE_ADDR=self.address)  # type: ignore[return-value]

    def password(self, username: str, word: str = WORD) -> int:
        return self.post("/sign-in/", login=username, password=word).status_code

    def code(self, code: str) -> int:
        return self.post("/sign-in/code/", code=code).status_code

    def sign_out(self) -> None:
        self.post("/sign-out/")

    def enter(self, username: str, code: str) -> None:
        """Password, code, seat; the browser is known for this person from then on."""
        assert self.password(username) == 302
        assert self.code(code) == 302
        assert self.get("/seat/").headers["Location"] == "/"


HOME_ADDRESS, ELSEWHERE = "203.0.113.7", "198.51.100.9"
Callers = Callable[..., Caller]


def lay_in(username: str, *, phone: bool = True, first: bool = False) -> None:
    """A person with a seat, laid in by the owner role."""
    from allauth.mfa.models import Authenticator

    from amaan.directory.models import Unit
    from amaan.security.adapters.second_factor import seal_secret
    from amaan.security.models import Seat, Staff

    with as_role("owner"):
        person = Staff(
            username=username,
            name_en="A",
            name_ur="ا",
            password=make_password(WORD),
            first_password=first,
            joined_at=now(),
        )
        person.save(force_insert=True)
        unit = Unit.objects.first()
        assert unit is not None
        Seat(staff=person, unit=unit, role="system_admin", starts_on=localdate()).save(
            force_insert=True
        )
        if phone:
            sealed = {"secret": seal_secret(SECRET, settings.SECRET_KEY)}
            Authenticator(user=person, type="totp", data=sealed).save(force_insert=True)
