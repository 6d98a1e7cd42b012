"""A generated report has the rows that the real actions would have written."""

from datetime import datetime, timedelta, timezone
from random import Random

import pytest
from django.db import connection, transaction

from amaan.casework.models import Dossier
from amaan.demo.generator.casting import NobodyFits, cast_of
from amaan.demo.generator.copying import prepare, write
from amaan.demo.generator.lives import LIVES, plan_of
from amaan.demo.generator.living import Given, Telling, tell_life
from amaan.demo.generator.marking import finish
from amaan.demo.generator.reporting import SharedLock
from amaan.demo.generator.running import Generator, Run, gathered
from amaan.keyservice.port import key_service
from amaan.referral.models import Referral
from tests.actions.demo.comparing import story_of
from tests.actions.demo.really import play
from tests.sites import as_role

pytestmark = pytest.mark.usefixtures("db")
LOCK = SharedLock(b"s" * 16, "pepper", b"v" * 32, b"r" * 32)


def told(name: str, seed: int, until: datetime) -> Telling:
    """A generated life of this name, written."""
    run = Run(reports=10, years=2, seed=seed, until=until, lock=LOCK)
    with as_role("owner"):
        maker = Generator.of(run)
        telling = telling_of(maker, name, seed)
        book = tell_life(telling, until)
        rows = gathered([book])
        with transaction.atomic(), connection.cursor() as cursor:
            prepare(cursor.cursor)
            finish(rows, maker.keys)
            write(cursor.cursor, rows)
    return telling


def telling_of(maker: Generator, name: str, seed: int) -> Telling:
    limits = {key: term.limit for key, term in maker.world.terms.items()}
    here = maker.world.districts[0]
    for attempt in range(100):
        random = Random(f"{seed}/{name}/{attempt}")
        plan = plan_of(0, name, random, maker.run.span, limits)
        try:
            cast = cast_of(plan, maker.world, here, random)
        except NobodyFits:
            continue
        locator = maker.keys.locators([90000 + seed])[0]
        given = Given(maker.world, LOCK, locator, f"generated/{seed}/{name}")
        return Telling(plan, cast, given, random, plan.steps[0].at)
    raise AssertionError(f"nobody in Gujrat for {name}")


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("name", list(LIVES))
def test_a_generated_life_is_the_real_one(name: str, seed: int) -> None:
    until = datetime.now(timezone.utc) - timedelta(minutes=1)
    telling = told(name, seed, until)
    played = play(telling, until)
    mine = story_of(telling.told.id, telling.told.dossier["id"] if telling.told.dossier else None)
    real = story_of(played.id, played.dossier)
    for table, lines in real.items():
        assert mine[table] == lines, table


def test_a_dossier_and_its_referrals_have_the_link_that_the_key_service_gives() -> None:
    report = told("in service", 1, datetime.now(timezone.utc) - timedelta(minutes=1)).told
    assert report.dossier is not None
    side = report.dossier["compartment"].lower()
    with as_role("owner"):
        link = key_service().link(report.id, f"source-{side}")
        assert bytes(Dossier.objects.get(pk=report.dossier["id"]).source) == link
        referrals = Referral.objects.filter(dossier=report.dossier["id"])
        assert [bytes(row.source or b"") for row in referrals] == [link]
