"""Every page of the directory opens in both languages, for whoever may, and changes in two
steps.
"""

import re
from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.urls import resolve

from amaan.directory.models import (
    ClockLimit,
    FocalPerson,
    Helpline,
    OffenceVersion,
    Service,
    Unit,
    WorkingCalendarVersion,
)
from amaan.directory.urls import staff_urlpatterns
from amaan.kernel.ids import uuid7
from tests.actions.directory.desk import NOW
from tests.web.directory.pages import PASSER_BY, READER, Pages, at, words

LISTS = (
    "overview", "services", "units", "focal_persons", "vacant_seats", "helplines", "laws",
    "territories", "calendars", "clock_limits",
)  # fmt: skip


def entries(pages: Pages) -> Iterator[str]:
    yield at("service", pages.service)
    yield at("unit", pages.unit)
    yield at("focal_person", pages.focal)
    yield at("territory", pages.lahore)
    yield at("helpline", Helpline.objects.get(number_text="1099").entry)
    yield at("law", OffenceVersion.objects.get(code="PTIP-3-2-2022").entry)
    yield at("calendar", WorkingCalendarVersion.objects.get(province=None).entry)
    yield at("clock_limit", ClockLimit.objects.get(kind="ACCEPT", urgency="U1").entry)


def forms(pages: Pages) -> Iterator[str]:
    yield at("service_new")
    yield at("service_revise", pages.service, 1)
    yield at("service_verify", pages.service, 1)
    yield at("service_vacancy", pages.service)
    yield at("unit_new")
    yield at("unit_close", pages.unit)
    yield at("focal_person_new")
    yield at("focal_person_end", pages.focal)
    yield at("helpline_revise", Helpline.objects.get(number_text="1099").id)
    yield at("helpline_verify", Helpline.objects.get(number_text="1099").id)
    yield at("law_revise", OffenceVersion.objects.get(code="PTIP-4").id)
    yield at("law_sign_off", OffenceVersion.objects.get(code="PTIP-4").id)
    yield at("calendar_revise", WorkingCalendarVersion.objects.get(province=None).id)
    yield at("limit_revise", ClockLimit.objects.get(kind="ACCEPT", urgency="U1").id)
    yield at("imports")


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_every_page_opens(pages: Pages, lang: str) -> None:
    for address in [*map(at, LISTS), *entries(pages), *forms(pages)]:
        html = pages.text(address, lang)
        assert html.count("<h1") == 1, address
        assert words("<h1" + html.partition("<h1")[2].partition("</h1>")[0]).strip(), address
        assert " style=" not in html, address


def test_whoever_may_only_read_sees_no_button_and_opens_no_form(pages: Pages) -> None:
    pages.by = READER
    for address in entries(pages):
        html = pages.text(address)
        assert "/revise/" not in html
        assert "/verify/" not in html
    for address in forms(pages):
        with pytest.raises(PermissionDenied):
            pages.ask(address)
    pages.by = PASSER_BY
    for address in [*map(at, LISTS), *entries(pages)]:
        with pytest.raises(PermissionDenied):
            pages.ask(address)


def test_every_address_is_looked_at_here(pages: Pages) -> None:
    named = {pattern.name for pattern in staff_urlpatterns}
    seen = {*LISTS, "import_run", "import_apply", "import_template"}
    for address in [*entries(pages), *forms(pages)]:
        seen.add(str(resolve(address).url_name))
    assert named == seen


@pytest.mark.parametrize(
    ("address", "there", "absent"),
    [
        ("helplines", "q=1099", "1098"),
        ("services", "q=پناہ", None),
        ("services", "q=لاہور", None),
        ("units", "q=دفتر", None),
        ("focal_persons", "q=Lahore", None),
        ("territories", "q=دیر", None),
        ("laws", "q=پیشگی", None),
        ("vacant_seats", "q=Kasur", None),
    ],
)
def test_searching_in_either_script(
    pages: Pages, address: str, there: str, absent: str | None
) -> None:
    html = words(pages.text(f"{at(address)}?{there}"))
    assert "No match" not in html
    if absent:
        assert absent not in html
    assert "No match" in words(pages.text(f"{at(address)}?q=zzzzz"))


def test_the_law_on_a_day(pages: Pages) -> None:
    html = pages.text(f"{at('laws')}?on=2023-06-01&q=PTIP-3-2")
    assert "PTIP-3-2-2022" in html
    assert "PTIP-3-2-2025" not in html
    assert "PTIP-3-2-2025" in pages.text(f"{at('laws')}?on=nonsense&q=PTIP-3-2")


def hidden(html: str) -> dict[str, list[str]]:
    """What the confirming page would send."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', html):
        if name != "csrfmiddlewaretoken":
            found.setdefault(name, []).append(value)
    return found


def test_a_change_asks_before_it_is_made(pages: Pages) -> None:
    address = at("helpline_verify", Helpline.objects.get(number_text="1099").id)
    day = {"verified_on": NOW.date().isoformat()}
    asked = pages.text(address, data=day)
    assert "Nothing has been changed yet" in words(asked)
    assert Helpline.objects.filter(number_text="1099").count() == 1
    again = pages.text(address, data={**day, "edit": "1"})
    assert "See what changes" in words(again)
    done = pages.ask(address, data={**hidden(asked), "confirmed": "1"})
    assert done.status_code == 302
    assert Helpline.objects.filter(number_text="1099", status="VERIFIED").count() == 1
    late = pages.ask(address, data={**day, "confirmed": "1"})
    assert late.status_code == 422  # somebody was faster
    assert "Somebody changed this entry" in words(late.content.decode())  # type: ignore[attr-defined]


def test_a_wrong_field_keeps_what_was_typed(pages: Pages) -> None:
    address = at("law_revise", OffenceVersion.objects.get(code="PTIP-4").id)
    data = {
        "code": "PTIP-4", "law": "PoTiPA", "section": "4", "short_title": "Typed words",
        "tip_form": "fishing", "confidence": "M", "confirmed": "1",
    }  # fmt: skip
    response = pages.ask(address, data=data)
    html = response.content.decode()  # type: ignore[attr-defined]
    assert response.status_code == 422
    assert "Typed words" in html
    assert "fishing" in words(html)


def test_a_service_unit_and_seat_are_made_by_form(pages: Pages) -> None:
    new = {
        "unit": str(pages.unit), "name_en": "Clinic", "name_ur": "کلینک", "kind": "MEDICAL",
        "status": "ACTIVE", "districts": "لاہور، Kasur", "accepted_sex": "ANY", "listed": "on",
        "confirmed": "1",
    }  # fmt: skip
    assert pages.ask(at("service_new"), data=new).status_code == 302
    assert Service.objects.get(name_en="Clinic").areas.count() == 2
    wrong = pages.ask(at("service_new"), data={**new, "name_en": "B", "districts": "Atlantis"})
    assert wrong.status_code == 422
    revised = {**new, "capacity": "3"}
    revised.pop("unit")
    clinic = Service.objects.get(name_en="Clinic")
    assert pages.ask(at("service_revise", clinic.id, 1), data=revised).status_code == 302
    assert Service.objects.get(name_en="Clinic").version == 2
    unit = {
        "agency": str(Unit.objects.get(id=pages.unit).agency_id), "parent": str(pages.unit),
        "kind": "SHELTER", "name_en": "House", "name_ur": "گھر", "territory": "Lahore",
        "opened_on": "2026-01-01", "confirmed": "1",
    }  # fmt: skip
    assert pages.ask(at("unit_new"), data=unit).status_code == 302
    assert Unit.objects.get(name_en="House").parent_id == pages.unit
    seat = {
        "agency": "PB-HOME", "district": "قصور", "name_en": "B", "name_ur": "ب",
        "valid_from": "2026-01-01", "order_number": "SO/9", "confirmed": "1",
    }  # fmt: skip
    assert pages.ask(at("focal_person_new"), data=seat).status_code == 302
    assert FocalPerson.objects.filter(order_number="SO/9").exists()


def test_calendar_and_limit_are_revised_by_form(pages: Pages) -> None:
    row = WorkingCalendarVersion.objects.get(province=None)
    data = {
        "weekly_holidays": ["6"], "opens": "08:00", "closes": "15:00", "source": "gazette",
        "holidays": "2030-03-23 | Pakistan Day | یومِ پاکستان", "confidence": "C",
        "valid_from": "2040-01-01", "confirmed": "1",
    }  # fmt: skip
    assert pages.ask(at("calendar_revise", row.id), data=data).status_code == 302
    assert WorkingCalendarVersion.objects.filter(entry=row.entry, version=2).exists()
    wrong = {**data, "holidays": "sometime | a | b"}
    assert pages.ask(at("calendar_revise", row.id), data=wrong).status_code == 422
    limit = ClockLimit.objects.get(kind="ACCEPT", urgency="U1")
    terms = {
        "amount": "2", "unit": "HOURS", "escalations": "supervisor=3 HOURS",
        "status": "PROPOSED", "confirmed": "1",
    }  # fmt: skip
    assert pages.ask(at("limit_revise", limit.id), data=terms).status_code == 302
    late = pages.ask(at("limit_revise", limit.id), data=terms)
    assert late.status_code == 422


def brought(pages: Pages, text: str, kind: str = "HELPLINES") -> str:
    file = SimpleUploadedFile("lines.csv", text.encode())
    response = pages.ask(at("imports"), data={"kind": kind, "file": file})
    assert response.status_code == 302
    return response["Location"]


def test_a_file_is_shown_row_by_row_and_then_applied(pages: Pages) -> None:
    run = brought(pages, "number,service,confidence\n0800-00001,New line,M\n")
    pages.text(run, "ur")
    assert "Apply the whole file" in words(pages.text(run))
    assert pages.ask(f"{run}apply/", data={}).status_code == 302
    assert Helpline.objects.filter(number_text="0800-00001").exists()
    assert "1 entry was changed or added" in words(pages.text(run))
    assert pages.ask(f"{run}apply/", data={}).status_code == 422
    assert "lines.csv" in pages.text(at("imports"))


def test_a_broken_file_cannot_be_applied(pages: Pages) -> None:
    run = brought(pages, "number,service,confidence\nabc,New line,M\n")
    html = words(pages.text(run))
    assert "Write the number with digits and dashes" in html
    assert "Apply the whole file" not in html
    assert pages.ask(f"{run}apply/", data={}).status_code == 422
    assert pages.ask(at("imports"), data={"kind": "HELPLINES"}).status_code == 422


def test_templates_and_strangers(pages: Pages) -> None:
    assert pages.text(at("import_template", "HELPLINES")).startswith("\ufeffnumber,service")
    for address in (at("import_template", "RECIPES"), at("service", uuid7()), at("law", uuid7())):
        with pytest.raises(Http404):
            pages.ask(address)
