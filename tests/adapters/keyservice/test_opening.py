"""Who gets a text opened or a wrap handed over: the third wall, at a real daemon."""

from dataclasses import replace
from pathlib import Path

import pytest

from amaan.kernel.envelope import Aad, wrap
from amaan.kernel.ids import uuid7
from amaan.kernel.reasons import OutsideFailed, Refused
from amaan.keyservice.client import KeydClient
from amaan.keyservice.port import Door, Handover, Rotatable, Sealed
from tests.adapters.keyservice.running import Keyd, Officer, running, sealed_for

STORY = "وہ مجھے لے گئے".encode()


@pytest.fixture
def sealed(staff: KeydClient, officer: Officer) -> Sealed:
    """A story sealed for the officer's unit; no grant yet."""
    key = staff.unit_public_keys([officer.unit])[officer.unit]
    return sealed_for(officer.unit, key, uuid7(), STORY)


@pytest.mark.security("7i")
def test_a_text_opens_only_while_its_grant_lives(
    keyd: Keyd, staff: KeydClient, officer: Officer, sealed: Sealed
) -> None:
    assert staff.open_many(officer.secret, [sealed]) == [None]
    keyd.book.grant(officer.unit, sealed.aad.record)
    assert staff.open_many(officer.secret, [sealed]) == [STORY]
    keyd.book.end_grant(officer.unit, sealed.aad.record)
    assert staff.open_many(officer.secret, [sealed]) == [None]


@pytest.mark.security("7i")
def test_an_ended_forged_or_missing_pass_opens_nothing(
    keyd: Keyd, staff: KeydClient, officer: Officer, sealed: Sealed
) -> None:
    keyd.book.grant(officer.unit, sealed.aad.record)
    for secret, why in ((b"forged", "pass-ended"), (b"", "pass-ended"), (None, "pass-needed")):
        with pytest.raises(Refused, match=why):
            staff.open_many(secret, [sealed])
    keyd.book.end_pass(officer.secret)
    with pytest.raises(Refused, match="pass-ended"):
        staff.open_many(officer.secret, [sealed])


@pytest.mark.security("7i")
def test_another_units_wrap_does_not_open_even_where_that_unit_has_a_grant(
    keyd: Keyd, staff: KeydClient, sealed: Sealed
) -> None:
    keyd.book.grant(sealed.wrap.unit, sealed.aad.record)
    other = Officer()
    keyd.book.give_pass(other.secret, other.seat)
    assert staff.open_many(other.secret, [sealed]) == [None]
    claimed = replace(sealed, wrap=replace(sealed.wrap, unit=other.unit))
    keyd.book.grant(other.unit, sealed.aad.record)
    assert staff.open_many(other.secret, [claimed]) == [None]


@pytest.mark.security("14b")
def test_a_text_opens_only_where_it_belongs(
    keyd: Keyd, staff: KeydClient, officer: Officer, sealed: Sealed
) -> None:
    key = staff.unit_public_keys([officer.unit])[officer.unit]
    second = sealed_for(officer.unit, key, uuid7(), b"another story")
    for each in (sealed, second):
        keyd.book.grant(officer.unit, each.aad.record)
    aad = sealed.aad
    moved = [
        replace(sealed, aad=second.aad),
        replace(sealed, aad=Aad(aad.table, aad.record, "phone", 1)),
        replace(sealed, aad=Aad("casework_dossier", aad.record, aad.field, 1)),
        replace(sealed, aad=Aad(aad.table, aad.record, aad.field, 2)),
        replace(sealed, wrap=second.wrap),
        replace(sealed, envelope=second.envelope),
        replace(sealed, envelope=sealed.envelope[:-1] + b"\0"),
        replace(sealed, envelope=b""),
        replace(sealed, wrap=replace(sealed.wrap, key_id=uuid7())),
        replace(sealed, wrap=replace(sealed.wrap, box=b"short")),
    ]
    assert staff.open_many(officer.secret, moved) == [None] * len(moved)
    assert staff.open_many(officer.secret, [sealed, second]) == [STORY, b"another story"]


def test_one_page_mixes_what_may_open_and_what_may_not(
    keyd: Keyd, staff: KeydClient, officer: Officer
) -> None:
    key = staff.unit_public_keys([officer.unit])[officer.unit]
    page = [sealed_for(officer.unit, key, uuid7(), b"%d" % number) for number in range(20)]
    for each in page[::2]:
        keyd.book.grant(officer.unit, each.aad.record)
    opened = staff.open_many(officer.secret, page)
    assert opened == [b"%d" % number if number % 2 == 0 else None for number in range(20)]


def test_old_wraps_open_after_a_rotation(
    keyd: Keyd, staff: KeydClient, worker: KeydClient, officer: Officer, sealed: Sealed
) -> None:
    keyd.book.grant(officer.unit, sealed.aad.record)
    worker.rotate(Rotatable.UNIT, officer.unit)
    key = staff.unit_public_keys([officer.unit])[officer.unit]
    assert key.key_id != sealed.wrap.key_id
    newer = sealed_for(officer.unit, key, sealed.aad.record, b"newer")
    assert staff.open_many(officer.secret, [sealed, newer]) == [STORY, b"newer"]


@pytest.mark.security("7i")
def test_a_worker_opens_for_known_purposes_and_live_grants_only(
    keyd: Keyd, worker: KeydClient, sealed: Sealed
) -> None:
    assert worker.open_many(None, [sealed], "sort") == [None]
    keyd.book.grant(sealed.wrap.unit, sealed.aad.record)
    assert worker.open_many(None, [sealed], "sort") == [STORY]
    with pytest.raises(Refused, match="purpose-unknown"):
        worker.open_many(None, [sealed], "curiosity")


@pytest.mark.security("14b")
def test_a_wrap_of_something_that_is_no_key_opens_nothing_and_hurts_nobody(
    keyd: Keyd, staff: KeydClient, officer: Officer, sealed: Sealed
) -> None:
    keyd.book.grant(officer.unit, sealed.aad.record)
    key = staff.unit_public_keys([officer.unit])[officer.unit]
    odd = [
        replace(sealed, wrap=replace(sealed.wrap, box=wrap(content, key.public)))
        for content in (b"", b"x" * 16, b"x" * 33)
    ]
    assert staff.open_many(officer.secret, [*odd, sealed]) == [None, None, None, STORY]
    with pytest.raises(Refused, match="wrap-does-not-open"):
        staff.rewrap_many(officer.secret, [odd[0].wrap], handover(sealed, Officer()))


def test_a_worker_moves_wraps_to_a_units_new_key_also_without_a_grant(
    keyd: Keyd, worker: KeydClient, officer: Officer, sealed: Sealed
) -> None:
    made = worker.rotate(Rotatable.UNIT, officer.unit)
    (moved,) = worker.rewrap_many(None, [sealed.wrap], handover(sealed, officer))
    assert moved.key_id == made
    assert worker.open_many(None, [replace(sealed, wrap=moved)], "sort") == [None]
    keyd.book.grant(officer.unit, sealed.aad.record)
    assert worker.open_many(None, [replace(sealed, wrap=moved)], "sort") == [STORY]


def handover(sealed: Sealed, to: Officer) -> Handover:
    return Handover(sealed.aad.record, sealed.wrap.unit, to.unit, uuid7(), "referral:1")


def test_a_handover_lets_the_receiver_open_once_its_grant_lives(
    keyd: Keyd, staff: KeydClient, officer: Officer, sealed: Sealed
) -> None:
    receiver = Officer()
    keyd.book.give_pass(receiver.secret, receiver.seat)
    with pytest.raises(Refused, match="no-live-grant"):
        staff.rewrap_many(officer.secret, [sealed.wrap], handover(sealed, receiver))
    keyd.book.grant(officer.unit, sealed.aad.record)
    (handed_wrap,) = staff.rewrap_many(officer.secret, [sealed.wrap], handover(sealed, receiver))
    handed = replace(sealed, wrap=handed_wrap)
    assert staff.open_many(receiver.secret, [handed]) == [None]
    keyd.book.grant(receiver.unit, sealed.aad.record)
    assert staff.open_many(receiver.secret, [handed]) == [STORY]


@pytest.mark.security("7i")
def test_nobody_hands_over_what_another_unit_holds(
    keyd: Keyd, staff: KeydClient, worker: KeydClient, sealed: Sealed
) -> None:
    keyd.book.grant(sealed.wrap.unit, sealed.aad.record)
    thief = Officer()
    keyd.book.give_pass(thief.secret, thief.seat)
    with pytest.raises(Refused, match="no-live-grant"):
        staff.rewrap_many(thief.secret, [sealed.wrap], handover(sealed, thief))
    keyd.book.end_grant(sealed.wrap.unit, sealed.aad.record)
    with pytest.raises(Refused, match="no-live-grant"):
        worker.rewrap_many(None, [sealed.wrap], handover(sealed, thief))


@pytest.mark.security("14b")
def test_a_stolen_wrap_under_a_granted_records_name_opens_nothing(
    keyd: Keyd, staff: KeydClient, officer: Officer, sealed: Sealed
) -> None:
    """The wrap names no record, so a re-wrap under another name succeeds; opening still fails."""
    thief = Officer()
    own = uuid7()
    keyd.book.give_pass(thief.secret, thief.seat)
    keyd.book.grant(thief.unit, own)
    under_own_name = replace(handover(sealed, thief), record=own)
    (handed_wrap,) = staff.rewrap_many(thief.secret, [sealed.wrap], under_own_name)
    stolen = replace(sealed, wrap=handed_wrap)
    renamed = replace(stolen, aad=Aad(stolen.aad.table, own, stolen.aad.field, 1))
    assert staff.open_many(thief.secret, [stolen, renamed]) == [None, None]


def test_a_handover_is_all_or_none_and_names_its_cause_by_ref(
    keyd: Keyd, staff: KeydClient, officer: Officer, sealed: Sealed
) -> None:
    keyd.book.grant(officer.unit, sealed.aad.record)
    broken = replace(sealed.wrap, box=b"broken")
    with pytest.raises(Refused, match="wrap-does-not-open"):
        staff.rewrap_many(officer.secret, [sealed.wrap, broken], handover(sealed, Officer()))
    with pytest.raises(OutsideFailed):
        staff.rewrap_many(
            officer.secret,
            [sealed.wrap],
            replace(handover(sealed, Officer()), cause="Ayesha from Lahore"),
        )


def test_the_sorting_unit_hands_over_before_any_grant_is_committed(tmp_path: Path) -> None:
    sorting = Officer()
    keys = tmp_path / "keys"
    keys.mkdir(mode=0o700)
    (keys / "policy.toml").write_text(f'sorting_units = ["{sorting.unit}"]\n')
    with running(tmp_path) as keyd:
        worker = keyd.at(Door.WORKER)
        key = worker.unit_public_keys([sorting.unit])[sorting.unit]
        sealed = sealed_for(sorting.unit, key, uuid7(), STORY)
        (handed,) = worker.rewrap_many(None, [sealed.wrap], handover(sealed, Officer()))
        assert handed.unit != sorting.unit


def test_openings_are_counted_for_each_person_and_logged_by_ref(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.mkdir(mode=0o700)
    (keys / "policy.toml").write_text("open_per_hour = 3\n")
    with running(tmp_path) as keyd:
        officer, other = Officer(), Officer()
        for each in (officer, other):
            keyd.book.give_pass(each.secret, each.seat)
        staff = keyd.at(Door.STAFF)
        units = staff.unit_public_keys([officer.unit, other.unit])
        several = [
            sealed_for(officer.unit, units[officer.unit], uuid7(), STORY) for _turn in range(4)
        ]
        for sealed in several:
            keyd.book.grant(officer.unit, sealed.aad.record)
        for _again in range(3):  # coming back to a list reads nothing more
            assert staff.open_many(officer.secret, several[:3]) == [STORY] * 3
        with pytest.raises(Refused, match="key-quota"):
            staff.open_many(officer.secret, several[2:])
        assert staff.open_many(officer.secret, several[:1]) == [STORY]
        assert staff.open_many(other.secret, several[3:]) == [None]
        sealed = several[0]
        assert str(sealed.aad.record) in keyd.log
        assert STORY.decode() not in keyd.log
        assert officer.secret.hex() not in keyd.log


def test_when_the_grant_book_is_down_nothing_opens_and_it_may_be_tried_again(
    tmp_path: Path,
) -> None:
    with running(tmp_path) as keyd:
        (tmp_path / "book.json").write_text("down")
        with pytest.raises(OutsideFailed) as failed:
            keyd.at(Door.STAFF).open_many(b"pass", [])
        assert not failed.value.permanent
