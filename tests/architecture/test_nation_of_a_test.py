"""A test may have the whole demonstration, with people who can sign in."""

from django.db import connections

from amaan.demo.nation_card import NationCard


def test_the_demonstration_is_there(nation: NationCard) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM intake_complaint")
        assert cursor.fetchone()[0] >= len(nation.codes) > 0
    assert nation.seat("admin") is not None
