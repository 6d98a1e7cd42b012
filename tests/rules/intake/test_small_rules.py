"""How a reporter is reached, what a browser holds, and who follows a step."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from amaan.intake.rules import followers
from amaan.intake.rules.answers import Answers
from amaan.intake.rules.complaint import Event
from amaan.intake.rules.followers import follow, register_follower
from amaan.intake.rules.holding import Held
from amaan.intake.rules.reaching import Reach
from amaan.kernel.actor import Actor

PHONE = "0300 0000001"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_way_to_be_reached_survives_its_own_text() -> None:
    reach = Reach("SAFE_HOURS", PHONE, "NO", "after dark")
    assert Reach.from_text(reach.to_text()) == reach


def test_a_number_has_no_place_beside_only_behind_the_code() -> None:
    behind = Reach.given({"contact": "CODE_ONLY", "phone": PHONE, "safe_hours": "after dark"})
    assert behind == Reach("CODE_ONLY")


def test_what_was_said_last_takes_the_place_of_what_was_said_first() -> None:
    answers = Answers(story="So.", contact="PHONE", phone=PHONE)
    after = Reach("CODE_ONLY").upon(answers)
    assert (after.story, after.contact, after.phone) == ("So.", "CODE_ONLY", "")


def test_what_a_browser_holds_is_not_printed() -> None:
    held = Held(UUID(int=1), b"secret-of-pass", b"key-of-reply", "12345678901234567890")
    assert not {"secret-of-pass", "key-of-reply", "12345678901234567890"} & set(
        repr(held).replace("'", " ").replace("b ", " ").split()
    )
    assert "secret" not in repr(held)
    assert "1234567890" not in repr(held)


def test_whoever_follows_a_step_is_called_with_it_and_with_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(followers, "_followers", {})
    seen: list[tuple[UUID, datetime]] = []

    def note(complaint: UUID, *, by: Actor, at: datetime) -> None:
        del by
        seen.append((complaint, at))

    register_follower(Event.WITHDRAW, note)
    system = Actor.system("test")
    follow(Event.CONFIRM, UUID(int=7), by=system, at=NOON)
    assert seen == []
    follow(Event.WITHDRAW, UUID(int=7), by=system, at=NOON)
    assert seen == [(UUID(int=7), NOON)]
