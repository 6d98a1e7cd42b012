"""Every number that an officer types has a bound, and what the register cannot hold is refused in
words, never by the database.
"""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django import forms
from django.apps import apps
from django.core.validators import MaxValueValidator

from amaan.directory.forms.shapes import NumberField
from amaan.directory.models import ClockLimit, OffenceVersion, Service
from amaan.node.places import REPOSITORY
from tests.web.directory.pages import Pages, at, words

SOURCE = REPOSITORY / "src"
NUMBERS = (forms.IntegerField, forms.FloatField, forms.DecimalField)
OFFENCE = {
    "code": "PTIP-4", "law": "PoTiPA", "section": "4", "short_title": "Typed words",
    "tip_form": "any", "confidence": "M", "confirmed": "1",
}  # fmt: skip
SERVICE = {
    "name_en": "Clinic", "name_ur": "کلینک", "kind": "MEDICAL", "status": "ACTIVE",
    "districts": "Lahore", "accepted_sex": "ANY", "confirmed": "1",
}  # fmt: skip
LIMIT = {
    "amount": "2", "unit": "DAYS", "escalations": "", "status": "PROPOSED", "confirmed": "1",
}  # fmt: skip


def form_classes() -> Iterator[type[forms.Form]]:
    for path in sorted(SOURCE.glob("amaan/*/forms/**/*.py")):
        module = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        for found in vars(import_module(module)).values():
            if isinstance(found, type) and issubclass(found, forms.Form):
                yield found


def numbers() -> dict[str, NumberField | forms.Field]:
    return {
        f"{form.__name__}.{name}": field
        for form in form_classes()
        for name, field in form.base_fields.items()
        if isinstance(field, NUMBERS)
    }


def test_every_number_of_every_form_has_the_bounds_of_its_column() -> None:
    found = numbers()
    assert "LimitForm.amount" in found
    assert [name for name, field in found.items() if not isinstance(field, NumberField)] == []
    for name, field in found.items():
        assert isinstance(field, NumberField)
        table, column = field.column.split(".")
        model = next(it for it in apps.get_models() if it._meta.db_table == table)
        limits = model._meta.get_field(column).validators  # type: ignore[union-attr]
        most = [it.limit_value for it in limits if isinstance(it, MaxValueValidator)]
        assert field.max_value == min(most), name
        assert field.min_value is not None, name


@pytest.mark.parametrize("field", ["min_years", "max_years"])
def test_a_penalty_that_no_column_holds_is_refused_beside_its_field(
    pages: Pages, field: str
) -> None:
    address = at("law_revise", OffenceVersion.objects.get(code="PTIP-4").id)
    html = refused(pages, address, {**OFFENCE, field: "99999"})
    assert "Write at most 32767" in html
    assert pages.ask(address, data={**OFFENCE, field: "14"}).status_code == 302


def test_a_fine_that_no_column_holds_is_refused(pages: Pages) -> None:
    address = at("law_revise", OffenceVersion.objects.get(code="PTIP-4").id)
    html = refused(pages, address, {**OFFENCE, "fine": "up to PKR 99999999999999999999"})
    assert "Write at most 9223372036854775807" in html


@pytest.mark.parametrize("field", ["capacity", "minimum_age", "maximum_age"])
def test_a_service_takes_no_number_past_its_column(pages: Pages, field: str) -> None:
    address = at("service_revise", pages.service, 1)
    past = {"capacity": 2**31, "minimum_age": 2**15, "maximum_age": 2**15}[field]
    refused(pages, address, {**SERVICE, field: str(past)})
    assert Service.objects.get(pk=pages.service).version == 1


def test_free_places_past_the_column_are_refused(pages: Pages) -> None:
    refused(pages, at("service_vacancy", pages.service), {"free": "2147483648", "confirmed": "1"})


@pytest.mark.parametrize(
    "terms",
    [
        {"amount": "2147483648"},
        {"amount": "2147483647"},
        {"amount": "3661"},
        {"escalations": "supervisor=99999999 HOURS"},
        {"escalations": f"supervisor={'9' * 5000} HOURS"},
    ],
)
def test_a_limit_beyond_ten_years_is_refused(pages: Pages, terms: dict[str, str]) -> None:
    address = at("limit_revise", ClockLimit.objects.get(kind="ACCEPT", urgency="U1").id)
    refused(pages, address, {**LIMIT, **terms})
    assert pages.ask(address, data={**LIMIT, "amount": "3660"}).status_code == 302


def refused(pages: Pages, address: str, data: dict[str, str]) -> str:
    response = pages.ask(address, data=data)
    assert response.status_code == 422
    return words(response.content.decode())  # type: ignore[attr-defined]
