"""What may a partner's programme expect of the JSON twin of the directory? Its OpenAPI
document is written from these shapes, and the tests hold every answer against it.

Closed shapes: a key that is not named here breaks the contract, so a secret place cannot grow an
address unseen (standards.md section 13).
"""

from datetime import date, datetime
from typing import Literal

from ninja import Schema
from pydantic import ConfigDict


class Closed(Schema):
    """No other keys than these."""

    model_config = ConfigDict(extra="forbid")


class Organization(Closed):
    name: str
    alternate_name: str


class TaxonomyTerm(Closed):
    code: str
    taxonomy: Literal["service_kind"]


class ServiceArea(Closed):
    name: str
    extent: str
    extent_type: Literal["pcode"]


class Phone(Closed):
    number: str


class Schedule(Closed):
    description: str


class Address(Closed):
    address_1: str


class Location(Closed):
    location_type: Literal["physical"]
    addresses: list[Address]


class AnyService(Closed):
    """What every service tells, secret or not."""

    id: str
    status: Literal["active", "inactive", "defunct", "temporarily closed"]
    organization: Organization
    taxonomy_terms: list[TaxonomyTerm]
    service_areas: list[ServiceArea]
    assured_date: date | None
    name: str
    phones: list[Phone]


class SecretService(AnyService):
    """A protected place: body, kind, districts and the number of a desk; nothing that leads to
    it.
    """

    secure_location: Literal[True]


class OpenService(AnyService):
    """HSDS 3 `Service` with the additions of standards.md section 13."""

    secure_location: Literal[False]
    alternate_name: str
    description: str
    description_ur: str
    minimum_age: int | None
    maximum_age: int | None
    accepted_sex: Literal["ANY", "FEMALE", "MALE"]
    accepted_forms: list[str]
    capacity: int | None
    capacity_free: int | None
    capacity_at: datetime | None
    schedules: list[Schedule]
    locations: list[Location]


class Page(Closed):
    """HSDS 3 `Page`; pages count from 1."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool


class ServicePage(Page):
    contents: list[SecretService | OpenService]


class HelplineRow(Closed):
    number: str
    dial: str
    service_en: str
    service_ur: str
    province: str | None
    last_verified: date | None


class TerritoryRow(Closed):
    id: str
    kind: Literal["NATION", "PROVINCE", "DIVISION", "DISTRICT"]
    parent: str | None
    pcode: str
    name_en: str
    name_ur: str
    valid_from: date | None
    valid_to: date | None
    provisional: bool
    source: str
    confidence: str


class FocalPersonRow(Closed):
    """A dated appointment: the name, the desk to ask, and the order it rests on."""

    id: str
    organization: Organization
    territory: str
    pcode: str
    name_en: str
    name_ur: str
    contact: str
    deputy_en: str
    deputy_ur: str
    deputy_contact: str
    valid_from: date
    order_number: str


class FocalPersonPage(Page):
    contents: list[FocalPersonRow]
