"""May a service be offered, shown, written down like this? (HSDS 3 with the additions of
standards.md section 13)
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from amaan.directory.rules.clock_limits import day_of
from amaan.directory.rules.importing import (
    Layout,
    Record,
    columns,
    needed,
    one_of,
    optional,
    pieces,
    whole_number,
    yes_no,
)
from amaan.kernel.reasons import Reason

SHOWN_FOR_DAYS: Final = 180  # hidden after (design)
REMIND_AFTER_DAYS: Final = 90
OLDEST: Final = 120  # years
ADULT_FROM: Final = 18  # years; a child is a person below it


class ServiceKind(StrEnum):
    SAFETY = "SAFETY"
    SHELTER = "SHELTER"
    MEDICAL = "MEDICAL"
    PSYCHOSOCIAL = "PSYCHOSOCIAL"
    LEGAL = "LEGAL"
    PAPERS = "PAPERS"
    SCHOOL = "SCHOOL"
    LIVELIHOOD = "LIVELIHOOD"
    FAMILY_TRACING = "FAMILY_TRACING"
    RETURN = "RETURN"
    CHILD_PROTECTION = "CHILD_PROTECTION"


class ServiceStatus(StrEnum):
    """HSDS 3 `status`."""

    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"
    DEFUNCT = "DEFUNCT"
    TEMPORARILY_CLOSED = "TEMPORARILY_CLOSED"


class AcceptedSex(StrEnum):
    ANY = "ANY"
    FEMALE = "FEMALE"
    MALE = "MALE"


@dataclass(frozen=True, slots=True)
class ServiceTerms:
    """What a service says of itself; `unit` and `districts` as names or codes, resolved by the
    action; `said` are the columns that a row of a file filled in.
    """

    name_en: str
    name_ur: str
    kind: str
    unit: str = ""
    districts: tuple[str, ...] = ()
    status: str = ServiceStatus.ACTIVE
    description_en: str = ""
    description_ur: str = ""
    capacity: int | None = None
    accepted_sex: str = AcceptedSex.ANY
    minimum_age: int | None = None
    maximum_age: int | None = None
    accepted_forms: tuple[str, ...] = ()
    minimum_data: tuple[str, ...] = ()
    must_accept: bool = False
    hours_en: str = ""
    hours_ur: str = ""
    phone: str = ""
    contact_desk: str = ""
    secret_address: bool = False
    address_en: str = ""
    address_ur: str = ""
    listed: bool = True
    verified_on: date | None = None
    said: frozenset[str] = field(default=frozenset(), compare=False)


def reasons_against_terms(terms: ServiceTerms) -> Iterator[Reason]:
    """A secret place says a contact desk and nothing that leads there; ages make sense."""
    if terms.secret_address:
        yield from _reasons_against_secret(terms)
    low, high = terms.minimum_age, terms.maximum_age
    if low is not None and high is not None and low > high:
        yield Reason("ages-crossed")
    if max(low or 0, high or 0) > OLDEST:
        yield Reason("age-too-high", {"limit": OLDEST})


def _reasons_against_secret(terms: ServiceTerms) -> Iterator[Reason]:
    """standards.md section 13: no address, no line used inside, no opening detail."""
    if terms.address_en or terms.address_ur:
        yield Reason("secret-address-in-clear")
    if terms.phone or terms.hours_en or terms.hours_ur:
        yield Reason("secret-with-phone-or-hours")
    if not terms.contact_desk:
        yield Reason("secret-without-desk")


def reasons_against_vacancy(free: int, capacity: int | None) -> Iterator[Reason]:
    """Free places lie between zero and all."""
    if free < 0 or (capacity is not None and free > capacity):
        yield Reason("more-free-than-places")


def reasons_against_verifying(verified_on: date | None, at: datetime) -> Iterator[Reason]:
    if verified_on is not None and verified_on > at.date():
        yield Reason("verified-in-future", {"field": "verified_on"})


def fresh(verified_on: date | None, today: date, shown_for: int = SHOWN_FOR_DAYS) -> bool:
    """Was it verified lately enough to send a person there? "Last updated" is not "last
    verified".
    """
    return verified_on is not None and (today - verified_on).days <= shown_for


@dataclass(frozen=True, slots=True)
class Admission:
    """Whom a service takes, by which version of its entry; ages in years, both included."""

    sex: str
    minimum_age: int | None
    maximum_age: int | None
    version: int


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person as far as it is known: a code of sex, and grown up or not (None: not known)."""

    sex: str
    adult: bool | None


def reasons_against_admitting(admission: Admission, person: Somebody) -> Iterator[Reason]:
    """What is not known rules nothing out. Whom neither word names is for the service to say."""
    by = {"version": admission.version}
    named = person.sex in {AcceptedSex.FEMALE, AcceptedSex.MALE}
    if named and admission.sex not in {AcceptedSex.ANY, person.sex}:
        yield Reason("service-other-sex", by)
    children_only = admission.maximum_age is not None and admission.maximum_age < ADULT_FROM
    grown_only = admission.minimum_age is not None and admission.minimum_age >= ADULT_FROM
    if (person.adult is True and children_only) or (person.adult is False and grown_only):
        yield Reason("service-other-age", by)


def reasons_against_admitting_any(
    admission: Admission, people: Iterable[Somebody]
) -> Iterator[Reason]:
    """Of several, one who is taken is enough; without anybody named nothing is ruled out."""
    against = [tuple(reasons_against_admitting(admission, person)) for person in people]
    if against and all(against):
        yield from {reason.code: reason for reasons in against for reason in reasons}.values()


def read_service(record: Record) -> ServiceTerms:
    """One row of a service file."""
    return ServiceTerms(
        name_en=needed(record, "name_en"),
        name_ur=needed(record, "name_ur"),
        kind=one_of(record, "kind", ServiceKind),
        unit=needed(record, "unit"),
        districts=pieces(record, "districts"),
        status=one_of(record, "status", ServiceStatus, empty=ServiceStatus.ACTIVE),
        description_en=optional(record, "description_en"),
        description_ur=optional(record, "description_ur"),
        capacity=whole_number(record, "capacity"),
        accepted_sex=one_of(record, "accepted_sex", AcceptedSex, empty=AcceptedSex.ANY),
        minimum_age=whole_number(record, "minimum_age"),
        maximum_age=whole_number(record, "maximum_age"),
        hours_en=optional(record, "hours_en"),
        hours_ur=optional(record, "hours_ur"),
        phone=optional(record, "phone"),
        contact_desk=optional(record, "contact_desk"),
        secret_address=yes_no(record, "secret_address"),
        address_en=optional(record, "address_en"),
        address_ur=optional(record, "address_ur"),
        verified_on=day_of(record, "verified_on"),
        said=frozenset(name for name in record if optional(record, name)),
    )


LAYOUT: Final[Layout[ServiceTerms]] = Layout(
    kind="SERVICES",
    required=("unit", "name_en", "name_ur", "kind", "districts"),
    optional=columns(
        "status description_en description_ur capacity accepted_sex minimum_age "
        "maximum_age hours_en hours_ur phone contact_desk secret_address address_en "
        "address_ur verified_on"
    ),
    parse=read_service,
    key=lambda row: (row.unit, row.name_en),
    example=("Example unit", "Example shelter", "مثالی پناہ گاہ", "SHELTER", "Lahore;Kasur"),
)
