"""What may ever change of a row of the directory? Versions are added, never edited."""

from collections.abc import Mapping
from typing import Final

SERVICE: Final = (
    "name_en, name_ur, kind, status, description_en, description_ur, capacity, accepted_sex,"
    " minimum_age, maximum_age, accepted_forms, minimum_data, must_accept, hours_en, hours_ur,"
    " phone, contact_desk, secret_address, address_en, address_ur, listed, verified_on, version,"
    " capacity_free, capacity_at"
)
# Table -> columns; of tables that are not named here rows are only added.
CHANGEABLE: Final[Mapping[str, str]] = {
    "directory_calendar_version": "superseded_at",
    "directory_clock_limit": "superseded_at",
    "directory_focal_person": "valid_to, end_order_number",
    "directory_helpline": "superseded_at",
    "directory_offence_version": "superseded_at",
    "directory_post": "valid_to",
    "directory_service": SERVICE,
    "directory_unit": "valid_to",
}
