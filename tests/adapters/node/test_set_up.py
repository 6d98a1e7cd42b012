"""Set-up does each step once, keeps secrets to itself and says what stands in the way."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from socket import AF_INET, SOCK_STREAM, socket
from threading import Barrier

import pytest

from amaan.demo import preflight
from amaan.demo.leftovers import holder_of, port_is_free
from amaan.demo.preflight import obstacles
from amaan.node.endpoint import Endpoint, endpoint
from amaan.node.places import REPOSITORY, Places
from amaan.node.secret_files import keep_secret, read_secret
from amaan.node.stamps import SetupStep, perform


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    monkeypatch.delenv("AMAAN_DATABASE", raising=False)
    monkeypatch.delenv("AMAAN_DATABASE_HOST", raising=False)
    found = Places(tmp_path)
    found.make()
    return found


def test_a_step_is_done_once_for_the_same_inputs(where: Places) -> None:
    done: list[str] = []
    step = SetupStep(
        "words", "words", lambda: [REPOSITORY / "pyproject.toml"], lambda: done.append("x")
    )
    perform(where, step, say=str)
    perform(where, step, say=str)
    assert done == ["x"]
    perform(where, step, say=str, salt="another database")
    assert done == ["x", "x"]


def test_a_failed_step_is_tried_again(where: Places) -> None:
    def fail() -> None:
        raise RuntimeError("half done")

    step = SetupStep("tables", "tables", list, fail)
    with pytest.raises(RuntimeError):
        perform(where, step, say=str)
    assert not (where.stamps / "tables").exists()


def test_secrets_are_made_once_and_kept_from_others(where: Places) -> None:
    first = keep_secret(where, "django")
    assert keep_secret(where, "django") == first
    assert read_secret(where, "nothing") == ""
    assert (where.secrets / "django").stat().st_mode & 0o077 == 0
    assert where.secrets.stat().st_mode & 0o077 == 0


def test_many_at_once_get_the_same_secret(where: Places) -> None:
    together = Barrier(8)

    def keep(turn: int) -> str:
        together.wait()
        return keep_secret(where, f"secret-{turn // 8}")

    with ThreadPoolExecutor(8) as workers:
        found = list(workers.map(keep, range(400)))
    for turn in range(0, 400, 8):
        assert len(set(found[turn : turn + 8])) == 1
        assert found[turn] == read_secret(where, f"secret-{turn // 8}")
    assert len(list(where.secrets.iterdir())) == 50  # no draft is left behind


def test_endpoint_survives_a_round_trip(where: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    Endpoint("db.example", 5433, "nation", "require").write(where)
    assert endpoint(where) == Endpoint("db.example", 5433, "nation", "require")
    monkeypatch.setenv("AMAAN_DATABASE", "clone")
    assert endpoint(where).database == "clone"


def test_a_busy_port_is_named_with_its_holder(where: Places) -> None:
    with socket(AF_INET, SOCK_STREAM) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert not port_is_free(port)
        assert f"process {os.getpid()}" in holder_of(port)
        [sentence] = obstacles(where, {"public": port})
    assert f"port {port}" in sentence
    assert "AMAAN_PUBLIC_PORT" in sentence


def test_a_full_disk_is_named(where: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "free_bytes", lambda _folder: 1000)
    [sentence] = obstacles(where, {})
    assert "make room" in sentence
