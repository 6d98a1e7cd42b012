"""A page shows what was registered for it, once, and nothing of those who have nothing to say."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from amaan.kernel.actor import Actor
from amaan.kernel.panels import Panel, Panels


def test_panels_come_in_the_order_of_registration_and_once() -> None:
    panels, record = Panels(), uuid4()

    def first(about: UUID, status: str, actor: Actor, at: datetime) -> Panel | None:
        return Panel("first.html", {"about": about, "status": status})

    def silent(about: UUID, status: str, actor: Actor, at: datetime) -> Panel | None:
        return None

    for make in (first, silent, first):
        panels.register(make)
    shown = panels.of(record, "OPEN", Actor.system("test"), datetime.now(UTC))
    assert shown == [Panel("first.html", {"about": record, "status": "OPEN"})]
