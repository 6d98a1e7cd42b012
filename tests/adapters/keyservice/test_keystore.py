"""Keys at rest: sealed, private to one user, different on every node, whole after a crash."""

import base64
import json
import os
from pathlib import Path

import pytest

from amaan.kernel.envelope import CannotOpen
from amaan.kernel.ids import uuid7
from amaan.keyservice.core.ring import KeyRing, SecretName
from amaan.keyservice.port import Door
from amaan.keyservice.store import (
    CREDENTIAL,
    FileShelf,
    KeystoreRefused,
    opened_keystore,
    write_whole,
)
from amaan.keyservice.wire import BadMessage
from tests.adapters.keyservice.running import Keyd, running
from tests.waiting import LIMIT

ROOT = bytes(range(32))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"


def test_keys_survive_a_restart_and_are_readable_by_their_user_alone(folder: Path) -> None:
    unit = uuid7()
    with opened_keystore(folder, in_service=False) as ring:
        assert ring.demonstration
        first = {name: ring.secret(name) for name in SecretName}
        pair = ring.unit_key(unit, "FIA")
        private = ring.unit_private(unit, pair.key_id)
    with opened_keystore(folder, in_service=False) as ring:
        assert {name: ring.secret(name) for name in SecretName} == first
        assert ring.unit_key(unit, "POLICE") == pair
        assert ring.unit_private(unit, pair.key_id) == private
    assert folder.stat().st_mode & 0o077 == 0
    for path in folder.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_two_keystores_share_no_key(tmp_path: Path) -> None:
    values: list[bytes] = []
    for node in ("national", "province"):
        with opened_keystore(tmp_path / node, in_service=False) as ring:
            values += [ring.secret(name).value for name in SecretName]
            values.append(ring.unit_key(uuid7(), "FIA").public)
    assert len(set(values)) == len(values) == 2 * (len(SecretName) + 1)


@pytest.mark.security("20b")
def test_two_nodes_give_different_values_for_everything(tmp_path: Path) -> None:
    with running(tmp_path / "a") as one, running(tmp_path / "b") as two:
        left, right = one.at(Door.WORKER), two.at(Door.WORKER)
        assert left.mac_many([b"x"]) != right.mac_many([b"x"])
        assert left.index_for_intake("CNIC", ["1"], "PB") != right.index_for_intake(
            "CNIC", ["1"], "PB"
        )
        assert left.locators(range(9)) != right.locators(range(9))
        assert left.verify_key() != right.verify_key()


@pytest.mark.security(6)
def test_no_key_lies_in_the_files_in_clear(folder: Path) -> None:
    unit = uuid7()
    with opened_keystore(folder, in_service=False) as ring:
        secrets = [ring.secret(name).value for name in SecretName]
        pair = ring.unit_key(unit, "FIA")
        secrets.append(ring.unit_private(unit, pair.key_id) or b"")
    files = [path for path in folder.rglob("*.json") if path.name != "root.json"]
    assert len(files) == len(SecretName) + 2
    for text in (path.read_bytes() for path in files):
        for secret in secrets:
            assert secret not in text
            assert base64.b64encode(secret) not in text
            assert secret.hex().encode() not in text


@pytest.mark.security("14b")
def test_a_swapped_or_foreign_file_does_not_open(folder: Path) -> None:
    one, two = uuid7(), uuid7()
    with opened_keystore(folder, in_service=False) as ring:
        for unit in (one, two):
            ring.unit_key(unit, "FIA")
    units = folder / "units"
    (units / f"{one}.json").write_bytes((units / f"{two}.json").read_bytes())
    with opened_keystore(folder, in_service=False) as ring, pytest.raises(CannotOpen):
        ring.unit_key(one, "FIA")
    with pytest.raises(CannotOpen):
        KeyRing(ROOT, FileShelf(folder)).secret(SecretName.PEPPER)


def test_a_later_format_is_left_alone(folder: Path) -> None:
    with opened_keystore(folder, in_service=False):
        pass
    path = folder / "secrets" / "mac.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 2}))
    with (
        pytest.raises(BadMessage, match="later version"),
        opened_keystore(folder, in_service=False),
    ):
        pytest.fail("opened")


def test_a_second_process_a_loose_folder_and_a_strange_name_are_refused(folder: Path) -> None:
    with opened_keystore(folder, in_service=False):
        with (
            pytest.raises(KeystoreRefused, match="another"),
            opened_keystore(folder, in_service=False),
        ):
            pytest.fail("opened twice")
        with pytest.raises(KeystoreRefused):
            FileShelf(folder).read("units/../root")
    folder.chmod(0o750)
    with pytest.raises(KeystoreRefused, match="0700"), opened_keystore(folder, in_service=False):
        pytest.fail("opened loose")


def test_a_node_in_service_takes_its_root_key_from_a_credential_only(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    with opened_keystore(folder, in_service=False):
        pass
    with (
        pytest.raises(KeystoreRefused, match="demonstrations"),
        opened_keystore(folder, in_service=True),
    ):
        pytest.fail("opened with a demonstration key")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    real = tmp_path / "real"
    for text in (None, "not hex", "00"):
        if text is not None:
            (tmp_path / CREDENTIAL).write_text(text)
        with pytest.raises(KeystoreRefused), opened_keystore(real, in_service=True):
            pytest.fail("opened with a broken credential")
    (tmp_path / CREDENTIAL).write_text(ROOT.hex() + "\n")
    with opened_keystore(real, in_service=True) as ring:
        assert not ring.demonstration
    assert not (real / "root.json").exists()


def test_a_wrong_root_key_is_refused_with_what_to_do_and_changes_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    (tmp_path / CREDENTIAL).write_text(ROOT.hex())
    with opened_keystore(folder, in_service=True):
        pass
    before = {path: path.read_bytes() for path in folder.rglob("*.json")}
    (tmp_path / CREDENTIAL).write_text(bytes(32).hex())
    with (
        pytest.raises(KeystoreRefused, match="Bring the root key that belongs to these keys"),
        opened_keystore(folder, in_service=True),
    ):
        pytest.fail("opened with a wrong root key")
    assert {path: path.read_bytes() for path in folder.rglob("*.json")} == before


def test_the_daemon_says_a_wrong_root_key_in_one_line(tmp_path: Path) -> None:
    keyd = Keyd(tmp_path / "node", {"CREDENTIALS_DIRECTORY": str(tmp_path)})
    (tmp_path / CREDENTIAL).write_text(ROOT.hex())
    keyd.start()
    keyd.stop()
    (tmp_path / CREDENTIAL).write_text(bytes(32).hex())
    assert keyd.launch().wait(LIMIT) == 1
    assert "does not open with the root key" in keyd.log
    assert "Traceback" not in keyd.log


def test_the_daemon_itself_refuses_demonstration_keys_in_service(tmp_path: Path) -> None:
    keyd = Keyd(tmp_path, {"AMAAN_IN_SERVICE": "1"})
    assert keyd.launch().wait(LIMIT) == 1
    assert "credential" in keyd.log
    assert not (tmp_path / "run").exists()


def test_a_failed_write_leaves_the_old_file_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mac.json"
    write_whole(path, b"old")

    def full(_handle: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="disk full"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["mac.json"]
