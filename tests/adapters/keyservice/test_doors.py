"""Which zone may ask what: each verb at each door of a real daemon."""

import grp
import json
import os
import socket
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from amaan.kernel.ids import uuid7
from amaan.kernel.reasons import OutsideFailed, Refused
from amaan.keyservice.client import KeydClient
from amaan.keyservice.port import Door, Handover, LookUp, Rotatable, Verb
from amaan.keyservice.sockets import socket_path
from amaan.keyservice.wire import receive_frame, send_frame
from tests.adapters.keyservice.running import Keyd, Officer, running

SOMEBODY = UUID(int=7)
# Written by hand from security.md sections 2 and 5, not computed from the table under test.
ALLOWED = {
    Door.PUBLIC: "kdf mac_many index_for_intake",
    Door.STAFF: "kdf mac_many index_many index_for_intake open_many rewrap_many status link"
    " locators numbers unit_public_keys verify_key",
    Door.WORKER: "mac_many index_many index_for_intake rewrap_many open_many sign rotate status"
    " link link_invented locators numbers unit_public_keys verify_key",
}
CALLS: dict[Verb, Callable[[KeydClient, Officer], object]] = {
    Verb.KDF: lambda keys, by: keys.kdf("123456789012", bytes(16)),
    Verb.MAC_MANY: lambda keys, by: keys.mac_many([b"fact"]),
    Verb.INDEX_FOR_INTAKE: lambda keys, by: keys.index_for_intake("CNIC", ["1"], "PB"),
    Verb.INDEX_MANY: lambda keys, by: keys.index_many(
        "CNIC", "identity", ["1"], "PB", LookUp(by.secret)
    ),
    Verb.OPEN_MANY: lambda keys, by: keys.open_many(by.secret, []),
    Verb.REWRAP_MANY: lambda keys, by: keys.rewrap_many(
        by.secret, [], Handover(by.unit, by.unit, by.unit)
    ),
    Verb.UNIT_PUBLIC_KEYS: lambda keys, by: keys.unit_public_keys([by.unit]),
    Verb.LINK: lambda keys, by: keys.link(SOMEBODY, "support", by.secret),
    Verb.LINK_INVENTED: lambda keys, by: keys.link_invented([(SOMEBODY, "support")]),
    Verb.LOCATORS: lambda keys, by: keys.locators([1]),
    Verb.NUMBERS: lambda keys, by: keys.numbers(["1234567"]),
    Verb.SIGN: lambda keys, by: keys.sign(b"root"),
    Verb.VERIFY_KEY: lambda keys, by: keys.verify_key(),
    Verb.ROTATE: lambda keys, by: keys.rotate(Rotatable.PEPPER),
    Verb.STATUS: lambda keys, by: keys.status(),
}


@pytest.mark.security("7i")
@pytest.mark.parametrize("door", Door)
@pytest.mark.parametrize("verb", Verb)
def test_a_door_serves_its_verbs_and_no_other(
    keyd: Keyd, officer: Officer, door: Door, verb: Verb
) -> None:
    keyd.book.grant(officer.unit, officer.unit)
    client = keyd.at(door)
    if verb.value in ALLOWED[door].split():
        CALLS[verb](client, officer)
    else:
        with pytest.raises(Refused, match="verb-not-here"):
            CALLS[verb](client, officer)


def test_a_socket_is_open_to_its_user_alone_or_to_the_group_of_its_door(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.mkdir(mode=0o700)
    group = grp.getgrgid(os.getgid()).gr_name
    (keys / "policy.toml").write_text(f'[door_groups]\npublic = "{group}"\n')
    with running(tmp_path) as keyd:
        modes = [socket_path(keyd.data / "run", door).stat().st_mode & 0o777 for door in Door]
    assert modes == [0o660, 0o600, 0o600]


@pytest.mark.security("7i")
def test_in_service_a_caller_under_the_key_services_own_user_is_turned_away(
    tmp_path: Path,
) -> None:
    (tmp_path / "amaan-root-key").write_text("ab" * 32)
    service = {"AMAAN_IN_SERVICE": "1", "CREDENTIALS_DIRECTORY": str(tmp_path)}
    with running(tmp_path / "data", **service) as keyd:
        with pytest.raises(OutsideFailed):
            keyd.at(Door.WORKER).status()
        assert "connection-refused" in keyd.log
        assert "DEMONSTRATION" not in keyd.log


@pytest.mark.parametrize(
    "body",
    [b"", b"not json", b"[]", b'{"verb":"no such"}', b'{"verb":"kdf"}', b'{"verb":7}'],
)
def test_a_broken_message_gets_an_answer_and_harms_nobody(keyd: Keyd, body: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(socket_path(keyd.data / "run", Door.PUBLIC)))
        send_frame(line, body)
        reply = json.loads(receive_frame(line) or b"{}")
        assert reply["failed"]
        send_frame(line, b'{"verb":"mac_many","messages":[],"purpose":"fact"}')
        assert receive_frame(line) == b'{"ok":[]}'


def test_a_frame_that_is_too_long_ends_the_line(keyd: Keyd, public: KeydClient) -> None:
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(socket_path(keyd.data / "run", Door.PUBLIC)))
        line.sendall(b"\xff\xff\xff\xff")
        assert line.recv(1) == b""
    assert public.mac_many([b"still here"])


def test_malformed_values_are_a_lasting_failure(staff: KeydClient) -> None:
    with pytest.raises(OutsideFailed) as failed:
        staff.kdf("1", b"short salt")
    assert failed.value.permanent


def test_macs_differ_by_message_and_by_purpose(public: KeydClient, worker: KeydClient) -> None:
    one, two = public.mac_many([b"one", b"two"])
    (other,) = public.mac_many([b"one"], "act")
    assert len({one, two, other}) == 3
    assert worker.mac_many([b"one"]) == [one]


def test_a_signature_verifies_after_the_key_was_rotated(worker: KeydClient) -> None:
    signature = worker.sign(b"root of noon")
    worker.rotate(Rotatable.SIGN)
    key = Ed25519PublicKey.from_public_bytes(worker.verify_key(signature.key_id))
    key.verify(signature.value, b"root of noon")
    with pytest.raises(InvalidSignature):
        key.verify(signature.value, b"root of midnight")
    assert worker.sign(b"root").key_id != signature.key_id


def test_locators_are_a_permutation_and_lead_back(staff: KeydClient) -> None:
    numbers = list(range(50))
    locators = staff.locators(numbers)
    assert len(set(locators)) == 50
    assert {len(locator) for locator in locators} == {7}
    assert staff.numbers(locators) == numbers
    with pytest.raises(OutsideFailed):
        staff.locators([10_000_000])


@pytest.mark.security("9b")
def test_a_link_needs_a_pass_and_shows_no_pair(
    staff: KeydClient, worker: KeydClient, officer: Officer
) -> None:
    person = uuid7()
    support = staff.link(person, "support", officer.secret)
    assert support == worker.link(person, "support")
    assert support != worker.link(person, "investigation")
    with pytest.raises(Refused, match="pass-needed"):
        staff.link(person, "support")


def test_a_unit_keeps_its_pair_until_it_is_rotated(worker: KeydClient) -> None:
    unit, other = uuid7(), uuid7()
    keys = worker.unit_public_keys([unit, other], "FIA")
    assert keys == worker.unit_public_keys([unit, other], "POLICE")
    assert keys[unit] != keys[other]
    made = worker.rotate(Rotatable.UNIT, unit)
    assert worker.unit_public_keys([unit])[unit].key_id == made != keys[unit].key_id
    with pytest.raises(OutsideFailed):
        worker.unit_public_keys([uuid7()], "../../etc")


def test_status_tells_a_demonstration(worker: KeydClient, keyd: Keyd) -> None:
    status = worker.status()
    assert status.demonstration
    assert status.slots == 2
    assert status.queue == 0
    assert status.uptime > 0
    assert "DEMONSTRATION KEYS" in keyd.log
