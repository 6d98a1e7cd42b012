"""What stands beside a dossier stands beside no report: each page has panels of its own, so that a
panel made for one side is not shown to the other.
"""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from amaan.casework.rules.panels import PANELS as OF_DOSSIERS
from amaan.kernel.actor import Actor
from amaan.kernel.panels import Panel, Panels
from amaan.screening.rules.panels import PANELS as OF_REPORTS


def test_a_panel_of_the_one_page_is_not_shown_on_the_other() -> None:
    record, wanted = uuid4(), Panel("only_for_dossiers.html", {})

    def mine(about: UUID, status: str, actor: Actor, at: datetime) -> Panel | None:
        return wanted if about == record else None

    OF_DOSSIERS.register(mine)
    try:
        shown = {id(panels): told(panels, record) for panels in (OF_DOSSIERS, OF_REPORTS)}
    finally:
        OF_DOSSIERS._makers.remove(mine)
    assert shown == {id(OF_DOSSIERS): True, id(OF_REPORTS): False}


def told(panels: Panels, record: UUID) -> bool:
    """Whether the panel of this test is among them; others may need a database and are left out."""
    makers = [make for make in panels._makers if make.__module__ == __name__]
    asked = (record, "OPEN", Actor.system("test"), datetime.now(UTC))
    return [make(*asked) for make in makers] == [Panel("only_for_dossiers.html", {})]
