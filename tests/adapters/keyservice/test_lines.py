"""The way between the two.

Frames, pooled lines, and what a caller sees when the daemon dies and comes back.
"""

import os
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.kernel.envelope import Aad
from amaan.kernel.ids import uuid7
from amaan.kernel.reasons import OutsideFailed, Refused
from amaan.keyservice.client import KeydClient
from amaan.keyservice.core.grants import MemoryGrants
from amaan.keyservice.daemon.server import MAX_CONNECTIONS
from amaan.keyservice.local_keys import LocalKeys
from amaan.keyservice.messages import (
    handover_form,
    read_aad,
    read_handover,
    read_sealed,
    sealed_form,
)
from amaan.keyservice.port import (
    Door,
    Handover,
    KeyWrap,
    Rotatable,
    Sealed,
    key_service,
    register_key_service,
    using_key_service,
)
from amaan.keyservice.sockets import SocketLine, socket_path
from amaan.keyservice.wire import (
    BadMessage,
    Fields,
    decode,
    encode,
    receive_frame,
    send_frame,
)
from tests.adapters.keyservice.running import Keyd, Officer, running, sealed_for

SALT = bytes(16)


@pytest.mark.security(2)
def test_a_killed_daemon_comes_back_with_the_same_keys_and_callers_do_not_notice(
    tmp_path: Path,
) -> None:
    with running(tmp_path) as keyd:
        client = keyd.at(Door.PUBLIC)
        issued, macs = client.kdf("1" * 12, SALT), client.mac_many([b"x"])
        keyd.kill()
        with pytest.raises(OutsideFailed) as failed:
            client.mac_many([b"x"])
        assert not failed.value.permanent
        keyd.start()
        assert client.mac_many([b"x"]) == macs
        keyd.kill()
        keyd.start()
        # Now the pooled line is stale: one quiet retry on a fresh one.
        assert client.kdf("1" * 12, SALT, pepper=issued.pepper) == issued


@pytest.mark.security(2)
def test_a_kill_in_the_middle_of_a_run_fails_safely(tmp_path: Path) -> None:
    with running(tmp_path) as keyd:
        client = keyd.at(Door.PUBLIC)
        issued = client.kdf("1" * 12, SALT)
        with ThreadPoolExecutor(4) as callers:
            runs = [callers.submit(client.kdf, "1" * 12, SALT) for _ in range(4)]
            keyd.kill()
            for run in runs:
                assert isinstance(run.exception(), OutsideFailed)
        keyd.start()
        assert client.kdf("1" * 12, SALT) == issued


def test_a_rotation_is_never_sent_twice(tmp_path: Path) -> None:
    with running(tmp_path) as keyd:
        worker = keyd.at(Door.WORKER)
        worker.rotate(Rotatable.PEPPER)
        keyd.kill()
        keyd.start()
        with pytest.raises(OutsideFailed, match="hung up"):
            worker.rotate(Rotatable.PEPPER)
        worker.rotate(Rotatable.PEPPER)


def test_a_long_data_folder_is_no_obstacle(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    with running(deep) as keyd:
        assert len(str(socket_path(deep / "run", Door.PUBLIC))) > 107
        assert keyd.at(Door.PUBLIC).mac_many([b"x"])


def test_many_threads_share_one_client(public: KeydClient) -> None:
    def ask(number: int) -> bool:
        text = b"%d" % number
        return public.mac_many([text] * 3) == public.mac_many([text]) * 3

    with ThreadPoolExecutor(16) as callers:
        assert all(callers.map(ask, range(400)))


def test_a_forked_child_opens_lines_of_its_own(
    public: KeydClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = public.mac_many([b"x"])
    line = public._line
    assert isinstance(line, SocketLine)
    parents = list(line._idle)
    monkeypatch.setattr(os, "getpid", lambda: -1)
    assert public.mac_many([b"x"]) == expected
    assert not set(parents) & set(line._idle)
    monkeypatch.undo()
    public.close()
    for each in parents:
        each.close()


def test_a_door_holds_only_so_many_lines_and_recovers(keyd: Keyd, public: KeydClient) -> None:
    path = str(socket_path(keyd.data / "run", Door.PUBLIC))
    lines = [socket.socket(socket.AF_UNIX) for _ in range(MAX_CONNECTIONS + 10)]
    for line in lines:
        line.connect(path)
    assert keyd.at(Door.STAFF).mac_many([b"another door"])
    for line in lines:
        line.close()
    assert any(answers(public) for _ in range(100)), "the door stayed shut"


def answers(client: KeydClient) -> bool:
    try:
        return len(client.mac_many([b"x"])) == 1
    except OutsideFailed:
        time.sleep(0.02)
        return False


def test_a_daemon_that_says_nothing_is_an_outside_failure(tmp_path: Path) -> None:
    path = tmp_path / "silent.sock"
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(path))
        silent.listen()
        client = KeydClient(SocketLine(path, timeout=0.05))
        with pytest.raises(OutsideFailed) as failed:
            client.mac_many([b"x"])
        assert not failed.value.permanent


class Parrot:
    """A line to something that is no key service."""

    def __init__(self, reply: bytes) -> None:
        self.reply = reply

    def exchange(self, body: bytes, *, again: bool = True) -> bytes:
        return self.reply

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    "reply", [b"", b"[]", b'{"refused":7}', b'{"busy":"x"}', b'{"failed":"x"}']
)
def test_nonsense_from_the_other_side_is_an_outside_failure(reply: bytes) -> None:
    with pytest.raises(OutsideFailed):
        KeydClient(Parrot(reply)).status()


@given(st.binary(max_size=200_000))
def test_a_frame_arrives_as_it_was_sent(body: bytes) -> None:
    left, right = socket.socketpair()
    with left, right:
        sender = threading.Thread(target=send_frame, args=(left, body))
        sender.start()
        assert receive_frame(right) == body
        sender.join()


def test_a_line_cut_inside_a_frame_is_an_error_and_between_frames_an_end() -> None:
    for sent in (b"\0\0", b"\0\0\0\x05abc"):
        left, right = socket.socketpair()
        with right:
            left.sendall(sent)
            left.close()
            with pytest.raises(ConnectionResetError):
                receive_frame(right)
    left, right = socket.socketpair()
    with right:
        left.close()
        assert receive_frame(right) is None


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="|"), max_size=40),
    st.binary(max_size=99),
)
def test_values_of_the_port_survive_the_wire(field: str, blob: bytes) -> None:
    sealed = Sealed(Aad("t", uuid7(), field, 1), KeyWrap(uuid7(), uuid7(), blob), blob)
    assert read_sealed(decode(encode(sealed_form(sealed)))) == sealed
    handover = Handover(uuid7(), uuid7(), uuid7(), None, "referral:1")
    assert read_handover(decode(encode(handover_form(handover)))) == handover


@pytest.mark.parametrize(
    "read",
    [
        Fields.text,
        Fields.number,
        Fields.real,
        Fields.items,
        Fields.blob,
        Fields.ident,
        Fields.part,
        Fields.params,
    ],
)
@pytest.mark.parametrize("value", [None, b"bytes", "not an id, not base64"])
def test_a_field_of_another_type_is_a_bad_message(
    read: Callable[[Fields, str], object], value: object
) -> None:
    if read is Fields.text and isinstance(value, str):
        assert Fields({"x": value}).text("x") == value
        return
    with pytest.raises(BadMessage):
        read(Fields({"x": value}), "x")


def test_half_a_character_and_a_bar_are_bad_messages() -> None:
    with pytest.raises(BadMessage):
        decode(b'{"x":"\\ud800"}').text("x")
    form = {"table": "a|b", "record": str(uuid7()), "field": "c", "schema": 1}
    with pytest.raises(BadMessage):
        read_aad(decode(encode(form)))


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 20_000,
        b'{"verb":' * 20_000,
        b'{"verb":"\\ud800"}',
        b'"\xed\xa0\x80"',
        b"NaN",
        b"9" * 5_000,
    ],
)
def test_a_hostile_message_is_answered_on_a_line_that_goes_on(keyd: Keyd, body: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(socket_path(keyd.data / "run", Door.PUBLIC)))
        for _ in range(2):
            send_frame(line, body)
            reply = receive_frame(line)
            assert reply is not None
            assert decode(reply).text("failed")


def test_the_stand_in_gives_the_answers_of_the_daemon(
    keyd: Keyd, staff: KeydClient, officer: Officer
) -> None:
    """Same desk, same client: what the stand-in refuses and opens is what the daemon does."""
    grants = MemoryGrants()
    local = LocalKeys(grants).at(Door.STAFF)
    grants.give_pass(officer.secret, officer.seat)
    for keys, book in ((staff, keyd.book), (local, grants)):
        key = keys.unit_public_keys([officer.unit])[officer.unit]
        sealed = sealed_for(officer.unit, key, uuid7(), b"story")
        assert keys.open_many(officer.secret, [sealed]) == [None]
        book.grant(officer.unit, sealed.aad.record)
        assert keys.open_many(officer.secret, [sealed]) == [b"story"]
        book.end_grant(officer.unit, sealed.aad.record)
        assert keys.open_many(officer.secret, [sealed]) == [None]
        book.end_pass(officer.secret)
        with pytest.raises(Refused, match="pass-ended"):
            keys.open_many(officer.secret, [sealed])
        with pytest.raises(Refused, match="verb-not-here"):
            keys.sign(b"root")
        assert keys.status().demonstration


def test_the_process_knows_its_service() -> None:
    keys = LocalKeys().at(Door.PUBLIC)
    with using_key_service(keys):
        assert key_service() is keys
        other = LocalKeys().at(Door.PUBLIC)
        with using_key_service(other):
            assert key_service() is other
        assert key_service() is keys
        register_key_service(other)
        assert key_service() is other
