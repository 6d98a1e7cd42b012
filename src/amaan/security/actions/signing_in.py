"""The steps at the door before there is a pass: the password of one's own, the phone, its codes.

Nobody holds a seat here yet, so the database takes a fact of the door only in the transaction that
has changed the person's row.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password

from amaan.access.transactions import action, one_row
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref
from amaan.kernel.reasons import NotFound, Reason, Refused, refuse_if
from amaan.ledger.actions import record
from amaan.security.adapters.common_passwords import is_common
from amaan.security.adapters.second_factor import enrol, open_secret
from amaan.security.models import Staff
from amaan.security.rules.one_time_codes import step_of
from amaan.security.rules.passwords import Choice, reasons_against_choosing


@action
def choose_password(
    *, person: UUID, password: str, password_again: str, by: Actor, at: datetime
) -> Staff:
    """Put a password of one's own in the place of the first one, once.

    Raises Refused: what `rules.passwords` says, and `password-chosen-already`.
    """
    staff = Staff.objects.filter(pk=person).first()
    if staff is None:
        raise NotFound
    choice = Choice(
        password=password,
        again=password_again,
        names=(staff.username, staff.name_en, staff.name_ur),
        is_the_first=check_password(password, staff.password),
        is_common=is_common(password),
    )
    refuse_if(reasons_against_choosing(choice))
    row = one_row("SELECT security_choose_password(%s, %s)", [person, make_password(password)])
    refuse_if([] if row and row[0] else [Reason("password-chosen-already")])
    record(Fact("security.password_chosen", Ref("staff", person), at_the_door(by, person), at))
    staff.refresh_from_db()
    return staff


@action
def set_up_phone(*, person: UUID, secret: str, code: str, by: Actor, at: datetime) -> None:
    """Keep the secret of a phone that shows the right code. The code is spent with it.

    Raises Refused: `one-time-code-wrong`, `phone-set-up-already`.
    """
    step = step_of(code, secret, at.timestamp())
    if step is None:
        raise Refused(Reason("one-time-code-wrong"))
    there = Authenticator.objects.filter(user_id=person).exists()
    refuse_if([Reason("phone-set-up-already")] if there else [])
    enrol(person, secret, settings.SECRET_KEY)
    spend(person, step)
    record(Fact("security.phone_set_up", Ref("staff", person), at_the_door(by, person), at))


@action
def use_code(*, person: UUID, code: str, by: Actor, at: datetime) -> Authenticator:
    """Take a code of the person's phone, each one once.

    Raises Refused: `one-time-code-wrong`, `one-time-code-used`.
    """
    del by
    phone = Authenticator.objects.filter(user_id=person, type=Authenticator.Type.TOTP).first()
    secret = open_secret(phone.data["secret"], settings.SECRET_KEY) if phone else ""
    step = step_of(code, secret, at.timestamp()) if phone else None
    if step is None:
        raise Refused(Reason("one-time-code-wrong"))
    spend(person, step)
    return phone


def spend(person: UUID, step: int) -> None:
    """A step is spent once, in the database: also when two requests bring it at one instant, and
    whichever process takes them. Steps before it are spent with it.
    """
    row = one_row("SELECT security_spend_code(%s, %s)", [person, step])
    refuse_if([] if row and row[0] else [Reason("one-time-code-used")])


def at_the_door(by: Actor, person: UUID) -> Actor:
    return replace(by, person=person)
