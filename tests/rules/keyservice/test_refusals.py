"""What the key service refuses, asked in this process: the daemon is the same desk by a socket."""

from dataclasses import replace

import pytest

from amaan.kernel.envelope import wrap
from amaan.kernel.ids import uuid7
from amaan.keyservice.core.grants import MemoryGrants
from amaan.keyservice.core.ring import KeyRing, MemoryShelf, SecretName
from amaan.keyservice.core.stretching import Slots, Stretcher
from amaan.keyservice.local_keys import CHEAP, LocalKeys
from amaan.keyservice.port import Door, Handover, Rotatable, Sealed
from tests.adapters.keyservice.running import Officer, sealed_for
from tests.refusals import refused_with

STORY = b"a story"
SALT = bytes(16)


class Room:
    """A key service of the test's own, an officer with a pass, and a story sealed for the unit."""

    def __init__(self) -> None:
        self.grants = MemoryGrants()
        keys = LocalKeys(self.grants)
        self.staff, self.worker = keys.at(Door.STAFF), keys.at(Door.WORKER)
        self.officer = Officer()
        self.grants.give_pass(self.officer.secret, self.officer.seat)
        key = self.staff.unit_public_keys([self.officer.unit])[self.officer.unit]
        self.public = key.public
        self.sealed: Sealed = sealed_for(self.officer.unit, key, uuid7(), STORY)

    def grant(self) -> None:
        self.grants.grant(self.officer.unit, self.sealed.aad.record)

    def to(self, receiver: Officer) -> Handover:
        record = self.sealed.aad.record
        return Handover(record, self.officer.unit, receiver.unit, uuid7(), "referral:1")


def test_the_staff_door_opens_nothing_without_a_pass() -> None:
    room = Room()
    room.grant()
    with refused_with("pass-needed"):
        room.staff.open_many(None, [room.sealed])
    with refused_with("pass-ended"):
        room.staff.open_many(b"forged", [room.sealed])
    assert room.staff.open_many(room.officer.secret, [room.sealed]) == [STORY]


def test_a_worker_names_a_known_purpose() -> None:
    room = Room()
    room.grant()
    with refused_with("purpose-unknown"):
        room.worker.open_many(None, [room.sealed], "curiosity")
    assert room.worker.open_many(None, [room.sealed], "sort") == [STORY]


def test_nobody_hands_over_what_they_may_not_open() -> None:
    room, receiver = Room(), Officer()
    with refused_with("no-live-grant"):
        room.staff.rewrap_many(room.officer.secret, [room.sealed.wrap], room.to(receiver))
    room.grant()
    assert room.staff.rewrap_many(room.officer.secret, [room.sealed.wrap], room.to(receiver))


def test_a_wrap_is_handed_over_by_the_unit_that_it_is_for() -> None:
    room, receiver = Room(), Officer()
    room.grant()
    others = replace(room.sealed.wrap, unit=receiver.unit)
    with refused_with("wrap-does-not-open"):
        room.staff.rewrap_many(room.officer.secret, [others], room.to(receiver))
    key = room.staff.unit_public_keys([receiver.unit])[receiver.unit]
    theirs = sealed_for(receiver.unit, key, room.sealed.aad.record, STORY).wrap
    with refused_with("wrap-does-not-open"):  # the own grant does not carry another unit's wrap
        room.staff.rewrap_many(room.officer.secret, [theirs], room.to(Officer()))


@pytest.mark.parametrize("content", [b"", b"x" * 16, b"x" * 33])
def test_what_is_no_key_is_not_handed_over(content: bytes) -> None:
    room = Room()
    room.grant()
    odd = replace(room.sealed.wrap, box=wrap(content, room.public))
    with refused_with("wrap-does-not-open"):
        room.staff.rewrap_many(room.officer.secret, [odd], room.to(Officer()))


def test_a_key_that_is_not_there_is_not_made_up() -> None:
    ring = KeyRing(bytes(32), MemoryShelf())
    present = ring.secret(SecretName.MAC)
    assert ring.secret(SecretName.MAC, present.id) == present
    with refused_with("key-unknown"):
        ring.secret(SecretName.MAC, uuid7())
    with refused_with("key-unknown"):
        Room().worker.rotate(Rotatable.UNIT, uuid7())
    before, after = (room.worker.rotate(Rotatable.PEPPER) for room in (Room(), Room()))
    assert before != after


def test_a_cost_that_nobody_set_stretches_nothing() -> None:
    stretcher = Stretcher(KeyRing(bytes(32), MemoryShelf()), Slots(1), CHEAP)
    assert stretcher.kdf("890123456789", SALT, 1, None).verifier
    with refused_with("key-unknown"):
        stretcher.kdf("890123456789", SALT, 99, None)
