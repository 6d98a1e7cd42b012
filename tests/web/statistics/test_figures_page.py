"""The page of figures says what was published, what does not fit and what is missing."""

import csv
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timezone

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.test import RequestFactory
from django.utils import translation

from amaan.access.permissions import Permission
from amaan.kernel.actor import Actor, ActorKind
from amaan.node.endpoint import Endpoint
from amaan.statistics import views
from amaan.statistics.actions import import_official, load_claims
from tests.sites import as_role
from tests.twins.official import CLAIMS, TWIN, real_file

AT = datetime(2026, 11, 24, 9, 0, tzinfo=timezone.utc)
READER = Actor(ActorKind.STAFF, permissions=frozenset({Permission.STATISTICS_FIGURES_READ}))
PASSER_BY = Actor(ActorKind.STAFF)
RAW_LINE = "2030,something new,a great many,a paper 2030-05-01,X\n"
View = Callable[..., HttpResponseBase]


@pytest.fixture(autouse=True)
def site(db: Endpoint) -> Iterator[None]:
    """The worker's role reads without a pass; who may read by pass is proved with the walls."""
    with as_role("worker"):
        yield


def load(official: bytes | None = None, claims: bytes | None = None) -> None:
    by = Actor.system("import")
    if official:
        import_official(content=official, name="f.csv", as_of=date(2036, 4, 14), by=by, at=AT)
    if claims:
        load_claims(content=claims, name="statistics.csv", by=by, at=AT)


def answer(view: View, query: str = "", lang: str = "en", by: Actor = READER) -> HttpResponseBase:
    request = RequestFactory().get(f"/figures/{query}")
    request.actor = by  # type: ignore[attr-defined]  # set by the middleware of the staff site
    with translation.override(lang):
        return view(request)


def page(query: str = "", lang: str = "en") -> str:
    response = answer(views.figures, query, lang)
    assert response.status_code == 200
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]  # not a stream


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


@pytest.mark.parametrize("view", [views.figures, views.official_csv, views.published_csv])
def test_without_the_permission_the_door_is_shut(view: View) -> None:
    with pytest.raises(PermissionDenied):
        answer(view, by=PASSER_BY)


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "No official file has been loaded."), ("ur", "کوئی سرکاری فائل شامل نہیں کی گئی۔")],
)
def test_an_empty_node_says_so_and_how_to_go_on(lang: str, said: str) -> None:
    html = page(lang=lang)
    assert said in html
    assert "amaan import official FILE" in html
    assert "amaan import claims FILE" in html


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_the_page_holds_both_parts_and_three_marks(lang: str) -> None:
    load(TWIN.read_bytes(), CLAIMS.read_bytes())
    html = page(lang=lang)
    assert html.count("<h1") == 1
    for mark in ("mark-suppressed", "mark-none", ">9,000<"):
        assert mark in html
    assert html.count('class="year-bars"') == 5
    assert 'style="' not in html
    assert "<script>" not in html
    assert html.count("one.claim") == 0


def test_a_suppressed_mark_is_never_shown_as_a_number() -> None:
    load(TWIN.read_bytes())
    tables = page("?indicator=CONVICTED").split('id="totals"')[1].split('class="aside"')[0]
    cells = re.findall(r"<td class=\"num\".*?</td>", tables, re.DOTALL)
    reported = [cell for cell in cells if "mark-none" not in cell]
    told = [words(re.sub(r"<a .*?</a>", "", cell)).strip() for cell in reported]
    assert told.count("&lt;5") >= 4
    assert not {"0", "4", "0–4", ""} & set(told)


def test_quarantined_values_stand_in_their_list_and_nowhere_else() -> None:
    load(TWIN.read_bytes())
    for indicator in ("CONVICTED", "VICTIMS"):
        html = page(f"?indicator={indicator}")
        for value in ("7,112,034", "300,000,000", "7,110,034"):
            assert (
                html.count(value)
                == html.count(f'<s><bdi dir="ltr" class="ref">{value}</bdi></s>')
                == 1
            )


def test_findings_stand_beside_their_figures_in_plain_words() -> None:
    load(TWIN.read_bytes())
    said = words(page("?indicator=VICTIMS"))
    assert "2034 The parts by sex add up to 8,100, short of the whole (8,200) by 100." in said
    assert "women and girls (4,400) are more than the whole they belong to (&lt;5)" in said
    assert "Pakistani: 8,200 repeats the whole total of the year." in said
    assert "there is no report for forced labour, other forms of exploitation." in said
    urdu = words(page("?indicator=VICTIMS", "ur"))
    assert "جنس کے لحاظ سے حصوں کا مجموعہ 8,100 ہے، کل (8,200) سے 100 کم۔" in urdu


def test_a_jump_asks_for_a_note() -> None:
    load(TWIN.read_bytes())
    said = words(page("?indicator=OFFENCES"))
    assert "75 after 9,000 in 2031" in said
    assert "Needs a note" in said


def test_conflicting_figures_stand_side_by_side() -> None:
    load(real_file().read_bytes(), CLAIMS.read_bytes())
    rows = [words(row) for row in re.findall(r"<tr>.*?</tr>", page(), re.DOTALL)]
    year_2020 = next(row for row in rows if "32,022" in row and "20,045" in row)
    assert "thenews 937365" in year_2020
    assert "UNODC" in year_2020
    assert "sources differ" in year_2020
    assert "same number given for 2019" in year_2020
    assert any("21,253" in row and "sources agree" in row for row in rows)


def test_claims_show_source_date_and_what_stays_raw() -> None:
    raw = (
        CLAIMS.read_text(encoding="utf-8")
        + "2030,something new,a great many,a paper 2030-05-01,X\n"
    )
    load(claims=raw.encode())
    said = words(page())
    assert "app.com.pk 2021-04-29" in said
    assert "date not stated" in said
    assert "not split, kept as written" in said
    assert "Lines that no rule splits: 35" in said


def test_an_unknown_indicator_shows_the_first() -> None:
    load(TWIN.read_bytes())
    assert 'aria-current="page"' in page("?indicator=<script>")


def csv_of(view: View) -> list[str]:
    response = answer(view)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    return response.content.decode().removeprefix("\ufeff").splitlines()  # type: ignore[attr-defined, no-any-return]


def test_the_official_download_holds_shown_figures_only() -> None:
    load(TWIN.read_bytes())
    lines = csv_of(views.official_csv)
    assert len(lines) == 36
    assert not any("7112034" in line or "7,112,034" in line for line in lines)
    assert any(",<5,SUPPRESSED,0,4," in line for line in lines)


def test_no_cell_of_a_download_starts_a_formula() -> None:
    load(
        claims=b'period,measure,value,source,confidence\n2030,=1+1,"=HYPERLINK(""http://x"")",@SUM(A1),-X\n'
    )
    (line,) = csv_of(views.published_csv)[1:]
    assert line.startswith("2030,'=1+1,\"'=HYPERLINK(")
    assert ",'@SUM(A1)," in line
    assert ",'-X," in line


def test_downloads_of_an_empty_node_hold_the_head_only() -> None:
    assert len(csv_of(views.official_csv)) == len(csv_of(views.published_csv)) == 1


def test_a_claim_that_stays_raw_has_one_line_without_a_figure() -> None:
    load(claims=CLAIMS.read_bytes() + RAW_LINE.encode())
    rows = list(csv.DictReader(csv_of(views.published_csv)))
    assert rows[-1]["written_value"] == "a great many"
    assert (rows[-1]["number"], rows[-1]["measure_code"], rows[-1]["line"]) == ("", "", "35")
    children = next(row for row in rows if row["part"] == "CHILDREN")
    assert (children["number"], children["qualifier"], children["source_date"]) == (
        "7000",
        "ABOUT",
        "",
    )
