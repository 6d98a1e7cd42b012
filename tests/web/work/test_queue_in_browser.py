"""The page of what waits in a real browser: both languages, both widths, nothing axe objects to."""

from typing import TYPE_CHECKING, Any

import pytest

from amaan.work.actions import give_notice, open_task

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.actions.work.stage import Stage
    from tests.live import LiveSites
    from tests.visitor import Visitor

WIDE, NARROW = 1440, 390


@pytest.fixture
def filled(stage: "Stage") -> "Stage":
    from django.utils import timezone

    from tests.actions.work.stage import MONDAY, SWEEP, acting_as

    now = timezone.now()
    unit = stage.unit("station")
    about: dict[str, Any] = {"record": stage.record, "unit": unit}
    with acting_as(SWEEP):
        for urgency, kind, at in (
            ("U1", "escalation", MONDAY),
            ("U2", "allocate_again", now),
            ("U3", "outcome_reported", now),
        ):
            open_task(kind=kind, urgency=urgency, by=SWEEP, at=at, **about)
        give_notice(kind="new_report", at=now, **about)
        give_notice(kind="referral", at=now, **about)
    return stage


@pytest.mark.journey
def test_the_page_in_two_languages_and_widths(
    filled: "Stage",
    live_sites: "LiveSites",
    browser: "Visitor",
    axe: "Callable[..., list[str]]",
) -> None:
    secret = filled.actors["station"].secret
    assert secret is not None
    for lang, heading in (("en", "What waits"), ("ur", "باقی کام")):
        for width in (WIDE, NARROW):
            page = browser.page(lang=lang, width=width)
            page.context.add_cookies(
                [
                    {
                        "name": "__Host-amaan-staff-pass",
                        "value": secret.hex(),
                        "url": live_sites.staff.replace("http:", "https:"),
                        "secure": True,
                        "httpOnly": True,
                        "sameSite": "Strict",
                    },
                    {"name": "django_language", "value": lang, "url": live_sites.staff},
                ]
            )
            page.goto(f"{live_sites.staff}/work/")
            assert page.locator("h1").inner_text() == heading
            assert axe(page) == []
