"""A column is read under its own name or refused with the name that was meant."""

import pytest

from amaan.directory.rules.column_names import meant_by, reasons_against_columns

KNOWN = ("unit", "name_en", "secret_address", "contact")


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        (("unit", "name_en"), []),
        (("name_en", "unit", "contact"), []),
        (("unit", "name_en", "Secret_Address"), ["column-misnamed"]),
        (("unit", "name_en", "Secret address"), ["column-misnamed"]),
        (("unit", "name_en", "secret_adress"), ["column-misnamed"]),
        (("unit", "name_en", "colour"), ["column-unknown"]),
        (("unit", "name_en", "contact", "Contact"), ["column-unknown"]),
        (("unit", "name_en", "contact", "contact"), ["column-twice"]),
        (("unit", "name_en", " ", "contact"), ["column-without-name"]),
        (("unit;name_en",), ["file-other-separator"]),
        (("unit",), ["column-missing"]),
        (("Unit", "name_en"), ["column-misnamed"]),
        ((), ["column-missing", "column-missing"]),
    ],
)
def test_reasons_against_columns(given: tuple[str, ...], codes: list[str]) -> None:
    found = reasons_against_columns(given, ("unit", "name_en"), KNOWN)
    assert [reason.code for reason in found] == codes


def test_a_name_that_is_there_is_not_offered_again() -> None:
    assert meant_by("Contact", ("contact", "Contact"), KNOWN) == ""
    assert meant_by("Contact", ("Contact",), KNOWN) == "contact"
