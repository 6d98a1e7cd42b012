"""What does each seat of the demonstration see first, once three hundred reports are there?

The first card of its home page that has something to show, by the sight of that very seat.
"""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils.timezone import now

from amaan.access.transactions import reading
from amaan.demo.generator import chaining
from amaan.kernel.actor import Actor
from amaan.keyservice.port import key_service
from amaan.ledger.actions import keep_check
from amaan.ledger.adapters.root_folder import RootFolder
from amaan.ledger.queries.root_verifying import Outside
from amaan.ledger.queries.verifying import Scope, verify
from amaan.site.home.desk import desk_of
from amaan.site.home.panels.shapes import Card
from amaan.site.home.panels.sight import Sight
from amaan.statistics.queries.agency import agency_figures
from amaan.work.queries import counts_for_rail
from tests.actions.demo.run import generated
from tests.factories.nation import actor, as_owner
from tests.sites import as_role

pytestmark = pytest.mark.usefixtures("db", "door_of_the_public_site")
WAITING, PICTURE = "Reports waiting", "How far reports have come"
OWN = "Reports of the own unit"  # given to it, or taken up
OF_THE_UNIT = ("Given to my unit, not yet taken up", "Under action, the soonest first")
FIRST = {
    WAITING: "duty.national duty.pb duty.sd lead.pb operator.pb operator.sd screener.national"
    " screener.pb screener.sd screener2.pb screener2.sd",
    OWN: "cpwb.gujrat fia.io fia.lead io.city labour.gujrat labour.umerkot legal.pb mission ngo"
    " protector shelter.gujrat sho.city sho.kunri sho.saddar sw.gujrat sw.umerkot swlead.gujrat",
    PICTURE: "coord.pb coord.sd federal focal.gujrat focal.umerkot nap npb oversight oversight.sd",
    "What needs you now": "dpo.gujrat",
    "Audit of the ledger": "auditor",
    "This node": "admin",
}
# Whom nothing waits for on the home page, and why.
NOTHING_YET = {
    "head.fia": "reads the figures of its agency on a page of their own, tested below",
    "head.npb": "the Bureau acts on no report; its page are the published figures",
    "court": "the criminal track comes later",
    "prosecutor": "the criminal track comes later",
    "nadra": "identities come later",
    "dvc": "committees come later",
    "secretary": "committees come later",
    "trainer": "training comes later",
    "researcher": "open data come later",
}
SEATS = (
    "SELECT p.username FROM security_seat s JOIN security_staff p ON p.id = s.staff_id"
    " WHERE p.username NOT LIKE 'invented.%%'"
)


def first_of(who: Actor) -> str:
    """The title of the first card that is not empty; notices alone are no work."""
    at = now()
    with reading(who):
        desk = desk_of(Sight(who, at), counts_for_rail(to=who, at=at))
        titles = [str(card.title) for card in (*desk.first, *desk.second) if shows(card)]
    found = next((title for title in titles if title != "Notices"), "")
    return OWN if found in OF_THE_UNIT else found


def shows(card: Card) -> bool:
    what = ("whole", "check", "lacking")  # the funnel, the audit, this node
    return bool(card.rows) or any(card.shown.get(name) for name in what)


def test_each_seat_whose_capability_is_built_has_work_in_front_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chaining, "folder_of_this_node", lambda: RootFolder(tmp_path))
    generated()
    with as_role("audit"):
        chaining.chain(print)
        report = verify(scope=Scope(), outside=Outside(keys=key_service()))
        keep_check(report, node=settings.AMAAN_NODE, at=now())
    wanted = {name: title for title, names in FIRST.items() for name in names.split()}
    wanted |= dict.fromkeys(NOTHING_YET, "")
    assert {name: first_of(actor(name)) for (name,) in as_owner(SEATS)} == wanted
    head = actor("head.fia")
    with reading(head):
        figures = agency_figures(to=head)
    assert figures.reports
    assert sum(number or 0 for number in figures.clocks.values()) > 0
    assert figures.generated
