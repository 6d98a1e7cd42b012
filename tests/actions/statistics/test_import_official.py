"""An official file is loaded whole or not at all, once for each content, with one fact."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timezone

import pytest
from django.db import IntegrityError, ProgrammingError, connections, transaction

from amaan.kernel.actor import Actor
from amaan.kernel.reasons import Refused
from amaan.node.endpoint import Endpoint
from amaan.statistics.actions import Loaded, import_official
from amaan.statistics.models import FigureFinding, OfficialFigure, OfficialSource, QuarantinedFigure
from tests.sites import as_role
from tests.twins.official import TWIN, real_file

AT = datetime(2026, 11, 24, 9, 0, tzinfo=timezone.utc)
BY = Actor.system("import")


@pytest.fixture(autouse=True)
def worker(db: Endpoint) -> Iterator[None]:
    """Files are loaded by the worker's command."""
    with as_role("worker"):
        yield


def load(content: bytes, name: str = "twin.csv", as_of: date | None = None) -> Loaded:
    return import_official(content=content, name=name, as_of=as_of, by=BY, at=AT)


def counts() -> tuple[int, int, int, int]:
    return (
        OfficialSource.objects.count(),
        OfficialFigure.objects.count(),
        QuarantinedFigure.objects.count(),
        FigureFinding.objects.count(),
    )


FACTS = (
    "SELECT kind, about::text, body::text FROM ledger_fact"
    " WHERE kind LIKE 'statistics.%' ORDER BY sequence"
)


def facts() -> list[tuple[str, str, str]]:
    with connections["default"].cursor() as cursor:
        cursor.execute(FACTS)
        return list(cursor.fetchall())


def test_the_twin_is_loaded_with_one_fact() -> None:
    loaded = load(TWIN.read_bytes(), as_of=date(2036, 4, 14))
    assert counts() == (1, 35, 7, len(loaded.findings))
    source = OfficialSource.objects.get()
    assert (source.publisher, source.as_of, source.rows_read, source.suppressed_read) == (
        "UNODC",
        date(2036, 4, 14),
        43,
        12,
    )
    assert source.duplicate_lines == [[44, 22]]
    ((kind, about, body),) = facts()
    assert (kind, about) == ("statistics.official.imported", str(source.id))
    assert json.loads(str(body))["loaded"] == 35


def test_loading_again_changes_nothing() -> None:
    first = load(TWIN.read_bytes())
    before = counts()
    again = load(TWIN.read_bytes(), name="another name.csv")
    assert (again.fresh, again.source) == (False, first.source)
    assert counts() == before
    assert len(facts()) == 1


def test_the_same_content_saved_otherwise_changes_nothing() -> None:
    load(TWIN.read_bytes())
    before = counts()
    saved = TWIN.read_text(encoding="utf-8").replace("\n", "\r\n").encode("utf-16")
    assert not load(saved).fresh
    assert counts() == before


def test_another_content_stands_beside_the_first() -> None:
    load(TWIN.read_bytes())
    changed = TWIN.read_text(encoding="utf-8").replace('"9,000"', '"9,001"').encode()
    assert load(changed).fresh
    assert counts()[:2] == (2, 70)
    assert len(facts()) == 2


def test_a_broken_file_changes_nothing_and_says_which_line() -> None:
    broken = TWIN.read_text(encoding="utf-8").replace('"2,400"', "some").encode()
    with pytest.raises(Refused) as refused:
        load(broken)
    one = refused.value.reasons[0]
    assert (one.code, one.params["line"], one.params["field"]) == ("field-value", 6, "txtVALUE")
    assert counts() == (0, 0, 0, 0)
    assert facts() == []


def test_a_suppressed_mark_is_kept_as_an_interval() -> None:
    load(TWIN.read_bytes())
    marks = OfficialFigure.objects.filter(raw_value="<5")
    assert marks.count() == 11
    assert set(marks.values_list("suppressed", "number", "low", "high")) == {(True, None, 0, 4)}
    assert not OfficialFigure.objects.filter(suppressed=False, number__isnull=True).exists()


@pytest.mark.parametrize(
    "change",
    [
        "number = 4",
        "number = 0, low = 0, high = 0",
        "high = 5",
        "suppressed = false",
        "indicator = 'RAIDS'",
    ],
)
def test_the_table_refuses_a_suppressed_mark_that_became_a_number(change: str) -> None:
    load(TWIN.read_bytes())
    with as_role("owner"), pytest.raises(IntegrityError):
        run(f"UPDATE statistics_official_figure SET {change} WHERE suppressed")


@pytest.mark.parametrize("role", ["worker", "default", "public", "stats", "audit"])
@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM statistics_official_figure", "UPDATE statistics_official_source SET title = ''"],
)
def test_no_running_role_changes_or_deletes_a_figure(role: str, statement: str) -> None:
    load(TWIN.read_bytes())
    with as_role(role), pytest.raises(ProgrammingError, match="permission denied"):
        run(statement)


def run(statement: str) -> None:
    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute(statement)


def test_law_article_and_source_office_are_kept_open() -> None:
    load(TWIN.read_bytes())
    assert set(OfficialFigure.objects.values_list("law_article", "source_office")) == {(None, None)}


def test_the_real_file_gives_63_1_155_and_75() -> None:
    loaded = load(real_file().read_bytes(), name="glotip_pakistan.csv", as_of=date(2025, 4, 14))
    assert counts()[:3] == (1, 155, 63)
    source = OfficialSource.objects.get()
    assert (source.rows_read, source.suppressed_read, len(source.duplicate_lines)) == (219, 75, 1)
    assert dict(
        QuarantinedFigure.objects.order_by().values_list("cause", "cause").distinct()
    ).keys() == {
        "CATEGORY_NOT_IN_LIST",
        "ABOVE_PARENT",
    }
    assert not load(real_file().read_bytes()).fresh
    assert loaded.fresh


def test_two_imports_at_once_load_once() -> None:
    def one(_: int) -> bool:
        try:
            with as_role("worker"):
                return load(TWIN.read_bytes()).fresh
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(one, range(2))) == [False, True]
    assert counts()[:3] == (1, 35, 7)
    assert len(facts()) == 1
