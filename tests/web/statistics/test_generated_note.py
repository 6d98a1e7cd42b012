"""Pages with figures say how many of the reports behind them a generator made."""

from uuid import UUID

import pytest

from tests.factories.nation import as_owner, reported, unit_id
from tests.web.staff.walking import in_both, officer

pytestmark = pytest.mark.usefixtures("db")
MARK = (
    "UPDATE intake_complaint SET generated = true, begin_key = 'generated/' || id"
    " WHERE id = ANY(%s)"
)
ACTING = "UPDATE intake_complaint SET status = 'UNDER_ACTION', action_unit = %s WHERE id = ANY(%s)"
PAGES = ("/overview/", "/overview/rows/", "/")
ONE = {
    "en": "Contains 1 generated demonstration report.",
    "ur": "اس میں نمائش کے لیے بنائی گئی 1 فرضی رپورٹ شامل ہے۔",
}
SEVERAL = {
    "en": "Contains {} generated demonstration reports.",
    "ur": "اس میں نمائش کے لیے بنائی گئی {} فرضی رپورٹیں شامل ہیں۔",
}
FEW = {
    "en": "Contains fewer than five generated demonstration reports.",
    "ur": "اس میں نمائش کے لیے بنائی گئی پانچ سے کم فرضی رپورٹیں شامل ہیں۔",
}
SAID = {"en": "generated demonstration report", "ur": "نمائش کے لیے بنائی گئی"}


def generated(count: int) -> list[UUID]:
    """Reports that bear the mark."""
    made = [reported(district="Gujrat").complaint for _ in range(count)]
    as_owner(MARK, made)
    return made


@in_both
def test_the_overview_its_rows_and_the_home_page_count_generated_reports(lang: str) -> None:
    reported(district="Gujrat")
    visitor = officer("federal", lang)
    for page in PAGES:
        assert SAID[lang] not in visitor.opens(page).html, page
    generated(1)
    for page in PAGES:
        assert ONE[lang] in visitor.opens(page).html, page
    generated(2)
    for page in PAGES:
        assert SEVERAL[lang].format(3) in visitor.opens(page).html, page


@in_both
def test_a_picture_counts_those_of_its_own_territory(lang: str) -> None:
    generated(2)
    assert SEVERAL[lang].format(2) in officer("focal.gujrat", lang).opens("/overview/").html
    assert SAID[lang] not in officer("focal.umerkot", lang).opens("/overview/").html


@in_both
def test_the_figures_of_an_agency_tell_them_and_no_number_below_five(lang: str) -> None:
    head = officer("head.fia", lang)
    circle = unit_id("Anti-trafficking circle Gujrat")
    as_owner(ACTING, circle, [reported().complaint])
    assert SAID[lang] not in head.opens("/agency/").html
    as_owner(ACTING, circle, generated(4))
    assert FEW[lang] in head.opens("/agency/").html
    as_owner(ACTING, circle, generated(1))
    assert SEVERAL[lang].format(5) in head.opens("/agency/").html
