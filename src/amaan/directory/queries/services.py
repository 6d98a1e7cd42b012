"""Which help is there for a person of this district, and what of it may the public be told?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from amaan.directory.models import Helpline, Service, ServiceArea, ServiceVersion, Territory
from amaan.directory.queries.territories import LEVELS, Tree, territory_tree
from amaan.directory.rules.helplines import ALWAYS_SHOWN, SHOWN_FOR_DAYS, HelplineStatus
from amaan.directory.rules.services import SHOWN_FOR_DAYS as SERVICE_SHOWN_FOR_DAYS
from amaan.directory.rules.services import Admission, ServiceStatus
from amaan.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class PublicService:
    """What the public may know of a service; a secret one gives body, kind and desk
    (standards.md 13).
    """

    id: UUID
    kind: str
    name_en: str
    name_ur: str
    body_en: str
    body_ur: str
    description_en: str
    description_ur: str
    hours_en: str
    hours_ur: str
    number: str
    secret: bool
    accepted_sex: str
    minimum_age: int | None
    maximum_age: int | None
    verified_on: date


# Only what the public role may select: one column more and the database refuses the page.
PUBLIC_COLUMNS = [
    "id",
    "kind",
    "name_en",
    "name_ur",
    "description_en",
    "description_ur",
    "hours_en",
    "hours_ur",
    "phone",
    "contact_desk",
    "secret_address",
    "accepted_sex",
    "minimum_age",
    "maximum_age",
    "verified_on",
    "unit__agency__name_en",
    "unit__agency__name_ur",
]


def services() -> QuerySet[Service]:
    rows = Service.objects.select_related("unit__agency", "unit__territory")
    return rows.order_by("name_en", "id")


def serving(territory: UUID, tree: Tree) -> Q:
    """Services whose area is the place or one that it lies in."""
    places = [row.id for row in tree.above(territory)]
    return Q(id__in=ServiceArea.objects.filter(territory__in=places).values("service"))


def serves_place(service: str, place: str) -> Exists:
    """For the rows of another table: whether the service in this column names the place in that one
    as its area, or one that it lies in.
    """
    here = Territory.objects.filter(pk=OuterRef(OuterRef(place)))
    above = [Q(territory__in=here.values(f"{'parent__' * level}id")) for level in range(LEVELS)]
    areas = ServiceArea.objects.filter(reduce(or_, above), service=OuterRef(service))
    return Exists(areas)


def service_list(
    territory: UUID | None, kind: str = "", *, to: Actor, at: datetime | None = None
) -> QuerySet[Service]:
    """Active services for a place (None: all), of a kind; with `at`, only those verified lately
    enough.

    Directory rows are open to all staff; `to` is named because every read says who is looking.
    """
    del to
    rows = services().filter(status=ServiceStatus.ACTIVE)
    if territory is not None:
        rows = rows.filter(serving(territory, territory_tree()))
    if kind:
        rows = rows.filter(kind=kind)
    if at is not None:
        oldest = at.date() - timedelta(days=SERVICE_SHOWN_FOR_DAYS)
        rows = rows.filter(verified_on__gte=oldest)
    return rows


def service(service_id: UUID) -> Service | None:
    return services().filter(id=service_id).first()


def admission_of(row: Service) -> Admission:
    """Whom the service takes by its present entry."""
    return Admission(row.accepted_sex, row.minimum_age, row.maximum_age, row.version)


def areas_of(service_id: UUID) -> QuerySet[ServiceArea]:
    rows = ServiceArea.objects.filter(service=service_id).select_related("territory")
    return rows.order_by("territory__name_en", "id")


def versions_of_service(service_id: UUID) -> QuerySet[ServiceVersion]:
    """Every wording, newest first."""
    return ServiceVersion.objects.filter(service=service_id).order_by("-version")


def public_services(territory: UUID | None, kind: str = "", *, at: datetime) -> list[PublicService]:
    """Listed, active services verified within 180 days, without any address."""
    oldest = at.date() - timedelta(days=SERVICE_SHOWN_FOR_DAYS)
    shown = {"listed": True, "status": ServiceStatus.ACTIVE, "verified_on__gte": oldest}
    rows = Service.objects.filter(**shown)
    if territory is not None:
        rows = rows.filter(serving(territory, territory_tree()))
    if kind:
        rows = rows.filter(kind=kind)
    found = rows.order_by("kind", "name_en", "id").values(*PUBLIC_COLUMNS)
    return [public_service(dict(row)) for row in found]


def public_service(row: dict[str, object]) -> PublicService:
    """Cut a row down to what may be printed on a wall."""
    body_en, body_ur = row.pop("unit__agency__name_en"), row.pop("unit__agency__name_ur")
    desk, phone = row.pop("contact_desk"), row.pop("phone")
    if secret := bool(row.pop("secret_address")):
        row |= {"name_en": body_en, "name_ur": body_ur, "description_en": "", "description_ur": ""}
        row |= {"hours_en": "", "hours_ur": ""}
    number = desk if secret else phone or desk
    values = {**row, "body_en": body_en, "body_ur": body_ur, "number": number, "secret": secret}
    return PublicService(**values)  # type: ignore[arg-type]  # PUBLIC_COLUMNS


def helplines() -> QuerySet[Helpline]:
    """Every current line, withheld ones too; staff only."""
    rows = Helpline.objects.filter(superseded_at=None).select_related("province")
    return rows.order_by("number_text", "province__name_en", "id")


def helpline_version(version: UUID) -> Helpline | None:
    return Helpline.objects.select_related("province").filter(id=version).first()


def helpline_versions(entry: UUID) -> QuerySet[Helpline]:
    """Every version of one line, newest first."""
    rows = Helpline.objects.filter(entry=entry).select_related("province")
    return rows.order_by("-version")


# What the public role may select; who verified a line is nobody's business outside.
HELPLINE_COLUMNS = [
    "id",
    "entry",
    "version",
    "number_text",
    "dial_e164",
    "service_en",
    "service_ur",
    "hours_en",
    "hours_ur",
    "languages",
    "status",
    "last_verified",
    "province__name_en",
    "province__name_ur",
]


def public_helplines(at: datetime, province: UUID | None = None) -> list[dict[str, object]]:
    """15 and 1122 first and always, then lines verified within 180 days (security.md section 15).

    With `province`, lines of other provinces are left out. Each row holds HELPLINE_COLUMNS.
    """
    oldest = at.date() - timedelta(days=SHOWN_FOR_DAYS)
    fresh = Q(status=HelplineStatus.VERIFIED, last_verified__gte=oldest)
    always = Q(number_text__in=ALWAYS_SHOWN)
    rows = Helpline.objects.filter(always | fresh, superseded_at=None)
    if province is not None:
        rows = rows.filter(Q(province=None) | Q(province=province))
    found = rows.order_by("number_text", "province__name_en", "id").values(*HELPLINE_COLUMNS)
    return sorted((dict(row) for row in found), key=_always_first)


def verified_numbers(at: datetime) -> Mapping[UUID | None, set[str]]:
    """Province (None: the whole country) -> numbers that somebody called within 180 days."""
    oldest = at.date() - timedelta(days=SHOWN_FOR_DAYS)
    rows = Helpline.objects.filter(
        status=HelplineStatus.VERIFIED, last_verified__gte=oldest, superseded_at=None
    )
    found: dict[UUID | None, set[str]] = {}
    for province, number in rows.values_list("province", "number_text"):
        found.setdefault(province, set()).add(number)
    return found


def _always_first(row: dict[str, object]) -> int:
    number = row["number_text"]
    return ALWAYS_SHOWN.index(str(number)) if number in ALWAYS_SHOWN else len(ALWAYS_SHOWN)
