"""Our rows in the words of Open Referral's Human Services Data Specification, version 3."""

from collections.abc import Iterable, Mapping
from math import ceil
from typing import Any, Final

from amaan.directory.models import Service, Territory

STATUS: Final = {  # HSDS writes lower case and a space
    "ACTIVE": "active",
    "INACTIVE": "inactive",
    "DEFUNCT": "defunct",
    "TEMPORARILY_CLOSED": "temporarily closed",
}


def service_row(row: Service, areas: Iterable[Territory]) -> dict[str, Any]:
    """HSDS `Service` with what we add; a secret place is cut to body, kind, districts and desk."""
    body = row.unit.agency
    shown = {
        "id": str(row.id),
        "status": STATUS[row.status],
        "organization": {"name": body.name_en, "alternate_name": body.name_ur},
        "taxonomy_terms": [{"code": row.kind, "taxonomy": "service_kind"}],
        "service_areas": [area_row(place) for place in areas],
        "assured_date": row.verified_on.isoformat() if row.verified_on else None,
        "secure_location": row.secret_address,
    }
    if row.secret_address:
        return shown | {"name": body.name_en, "phones": phones(row.contact_desk)}
    return shown | open_details(row)


def open_details(row: Service) -> dict[str, Any]:
    return {
        "name": row.name_en,
        "alternate_name": row.name_ur,
        "description": row.description_en,
        "description_ur": row.description_ur,
        "minimum_age": row.minimum_age,
        "maximum_age": row.maximum_age,
        "accepted_sex": row.accepted_sex,
        "accepted_forms": row.accepted_forms,
        "capacity": row.capacity,
        "capacity_free": row.capacity_free,
        "capacity_at": row.capacity_at.isoformat() if row.capacity_at else None,
        "schedules": [{"description": row.hours_en}] if row.hours_en else [],
        "phones": phones(row.phone, row.contact_desk),
        "locations": locations(row),
    }


def phones(*numbers: str) -> list[dict[str, str]]:
    return [{"number": number} for number in numbers if number]


def locations(row: Service) -> list[dict[str, Any]]:
    if not row.address_en:
        return []
    return [{"location_type": "physical", "addresses": [{"address_1": row.address_en}]}]


def area_row(place: Territory) -> dict[str, str]:
    return {"name": place.name_en, "extent": place.pcode, "extent_type": "pcode"}


def service_page(
    rows: list[dict[str, Any]], *, number: int, size: int, total: int
) -> dict[str, Any]:
    """HSDS `Page`; pages count from 1."""
    pages = ceil(total / size)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(rows),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not rows,
        "contents": rows,
    }


def helpline_row(row: Mapping[str, Any]) -> dict[str, Any]:
    day = row["last_verified"]
    return {
        "number": row["number_text"],
        "dial": row["dial_e164"],
        "service_en": row["service_en"],
        "service_ur": row["service_ur"],
        "province": row["province__name_en"],
        "last_verified": day.isoformat() if day else None,
    }


def territory_row(row: Territory) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "kind": row.kind,
        "parent": str(row.parent_id) if row.parent_id else None,
        "pcode": row.pcode,
        "name_en": row.name_en,
        "name_ur": row.name_ur,
        "valid_from": row.valid_from.isoformat() if row.valid_from else None,
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
        "provisional": row.provisional,
        "source": row.source,
        "confidence": row.confidence,
    }
