"""Facts become sentences when they are shown, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from uuid import UUID

import pytest

from amaan.ledger.rules import ports, telling

AT = datetime(2026, 11, 24, 11, 18, tzinfo=timezone.utc)
UNIT = UUID(int=5)
SAID = {
    ("fact", "referral.sent", "en"): "Sent to {service}",
    ("label.step", "UNNAMED", "en"): "Step recorded: {kind}",
    ("label.actor", "STAFF", "en"): "Office",
    ("label.actor", "STAFF", "ur"): "دفتر",
    ("label.actor", "REPORTER", "en"): "The person who reported",
    ("label.role", "TRIAGE", "en"): "Triage officer",
    ("label.role", "TRIAGE", "ur"): "جانچ افسر",
    ("fact", "referral.sent", "ur"): "{service} کو بھیجا گیا",
}


class Said:
    def say(self, section: str, code: str, lang: str, **params: str | int) -> str:
        return SAID[section, code, lang].format_map(params)

    def moment(self, at: datetime, lang: str) -> str:
        return f"{at:%H:%M} {lang}"


@dataclass
class Step:
    kind: str = "referral.sent"
    actor_kind: str = "STAFF"
    unit: UUID | None = UNIT
    role: str = "TRIAGE"
    before: str = ""
    after: str = ""
    reason: str = ""
    body: Mapping[str, object] = field(default_factory=lambda: {"service": "S1", "list": ["x"]})
    happened_at: datetime = AT


@pytest.fixture(autouse=True)
def words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "_words", [Said()])


def test_a_fact_is_told_in_the_readers_language() -> None:
    names = {UNIT: "Umerkot desk"}
    english = telling.lines([Step()], "en", units=names)[0]
    assert (english.title, english.who) == ("Sent to S1", "Triage officer, Umerkot desk")
    assert (english.time, english.tone, english.note, english.later) == (
        "11:18 en",
        "",
        english.who,
        False,
    )
    urdu = telling.lines([Step()], "ur", units=names)[0]
    assert (urdu.title, urdu.who) == ("S1 کو بھیجا گیا", "جانچ افسر، Umerkot desk")


@pytest.mark.invariant(9)
def test_a_reporter_sees_no_role_and_no_unit() -> None:
    line = telling.lines([Step()], "en", units={UNIT: "Umerkot desk"}, to_reporter=True)[0]
    assert line.who == "Office"


def test_an_old_kind_or_role_does_not_close_a_history() -> None:
    line = telling.lines([Step(kind="gone.kind", role="GONE", unit=None)], "en")[0]
    assert (line.title, line.who) == ("Step recorded: gone.kind", "Office")


def test_a_reporter_is_named_as_such() -> None:
    assert telling.lines([Step(actor_kind="REPORTER")], "en")[0].who == "The person who reported"


def test_without_words_or_signer_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "_words", [])
    monkeypatch.setattr(ports, "_fact_signer", [])
    with pytest.raises(RuntimeError):
        ports.words()
    with pytest.raises(RuntimeError):
        ports.fact_signer()
