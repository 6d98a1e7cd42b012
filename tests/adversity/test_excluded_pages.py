"""Does a member of the office complained of ever see a byte that tells of the report? Every page
before and after it, and every page of it beside those of a record that does not exist.
"""

import logging
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils.timezone import now

from amaan.demo.nation_card import NationCard
from tests.adversity.excluded import (
    Answer,
    Member,
    addresses,
    member,
    members_of,
    probes,
    stopped_clock,
)
from tests.factories.nation import Told, actor, as_owner, reported, unit_id
from tests.factories.path import Path, accepted, path, sent, to_started

pytestmark = [pytest.mark.invariant("13d")]
STATION = "Police station City Gujrat"
Pages = dict[tuple[str, str], Answer]
# kind of the office complained of, its name or nobody's, and who sits in what is kept away
OFFICES = [
    ("POLICE", STATION, {"sho.city", "io.city", "dpo.gujrat"}),
    ("POLICE", "", {"sho.city", "io.city", "dpo.gujrat", "sho.saddar"}),
    ("SOCIAL_WELFARE", "Social welfare office Gujrat", {"sw.gujrat", "swlead.gujrat"}),
    ("OTHER", "Punjab coordination office", {"coord.pb", "secretary"}),
    ("OTHER", "Gujrat district coordination", {"focal.gujrat"}),
    ("OTHER", "Punjab intake desk", {"duty.pb", "screener.pb", "lead.pb", "operator.pb"}),
]


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of refused pages take longer to log than to answer."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def accusing(kind: str, office: str) -> dict[str, Any]:
    unit = str(unit_id(office)) if office else ""
    return {"official": "YES", "office_kind": kind, "office_unit": unit}


def excluded_by(complaint: UUID) -> set[UUID]:
    rows = as_owner("SELECT unit FROM security_exclusion WHERE record = %s", complaint)
    return {UUID(str(row[0])) for row in rows}


def seen_by(people: list[Member], pages: list[str]) -> Pages:
    return {(one.username, page): one.sees(page) for one in people for page in pages}


def changed(before: Pages, after: Pages) -> list[tuple[str, str]]:
    assert before.keys() == after.keys()
    return [place for place in before if before[place] != after[place]]


def told_apart(one: Member, told: Told) -> list[str]:
    """Addresses that answer to the id of the report otherwise than to the id of nothing."""
    real, nothing = str(told.complaint), str(uuid4())
    ways: tuple[Callable[[str, str], Answer], ...] = (one.sees, one.presses)
    return [
        there
        for there, not_there in zip(probes(real), probes(nothing), strict=True)
        for ask in ways
        if ask(there, real) != ask(not_there, nothing)
    ]


@pytest.mark.parametrize(("kind", "office", "kept_away"), OFFICES)
def test_the_same_bytes_with_and_without_a_report(
    nation: NationCard, kind: str, office: str, kept_away: set[str]
) -> None:
    with stopped_clock(now()):
        people = [member(name) for name in sorted(kept_away)[-2:]]
        overseer, pages = member("federal"), addresses()
        before, in_sight = seen_by(people, pages), seen_by([overseer], pages)
        told = reported(**accusing(kind, office))
        assert kept_away <= set(members_of(excluded_by(told.complaint)))
        assert changed(before, seen_by(people, pages)) == []
        assert told_apart(people[0], told) == []
        # What tells of it to somebody else would have been noticed above.
        assert changed(in_sight, seen_by([overseer], pages))
        assert told_apart(overseer, told)


def worked_on(way: Path) -> None:
    """A dossier, a referral that another office takes up: capacity, tasks and notices move."""
    dossier = to_started(way)
    accepted(sent(way, dossier, "LIVELIHOOD"), actor("labour.gujrat"))


def test_the_same_bytes_while_others_work_on_it(nation: NationCard) -> None:
    with stopped_clock(now()):
        people, pages = [member(name) for name in ("sho.city", "dpo.gujrat")], addresses()
        before = seen_by(people, pages)
        worked_on(path(**accusing("POLICE", STATION)))
        assert changed(before, seen_by(people, pages)) == []
