"""A PostgreSQL of our own starts, survives crashes and trusts nobody without a password."""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from amaan.node import cluster as module
from amaan.node.cluster import FAST, Cluster, ClusterFailed
from amaan.node.places import Places
from amaan.node.reachable import embedded_cluster


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    # Not pytest's own folder: that one is closed to the plain user that PostgreSQL runs as.
    folder = Path(tempfile.mkdtemp(prefix="amaan-cluster-"))
    folder.chmod(0o755)
    made = embedded_cluster(Places(folder), FAST)
    yield made
    made.destroy()
    shutil.rmtree(folder, ignore_errors=True)


def test_starts_once_and_asks_for_a_password(cluster: Cluster) -> None:
    assert cluster.start() is True
    assert cluster.start() is False
    found = cluster.endpoint.parameters("amaan_admin", "wrong")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(**found | {"dbname": "postgres"})


def test_listens_on_no_network(cluster: Cluster) -> None:
    cluster.start()
    with cluster.admin() as admin:
        assert admin.execute("SHOW listen_addresses").fetchone() == ("",)


def test_comes_back_after_a_crash_and_a_foreign_pid(cluster: Cluster) -> None:
    cluster.start()
    os.kill(pid := cluster.server_pid(), signal.SIGKILL)
    while Path(f"/proc/{pid}").exists() and cluster.answers():
        time.sleep(0.05)
    # After a restart of the machine the number may be somebody else's: here, our own.
    file = cluster.folder / "postmaster.pid"
    file.write_text(f"{os.getpid()}\n{file.read_text().partition(chr(10))[2]}")
    assert cluster.server_pid() == 0
    assert cluster.start() is True
    assert cluster.answers()


def test_a_half_made_cluster_is_made_again(cluster: Cluster) -> None:
    half = cluster.folder.with_name(cluster.folder.name + ".new")
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    assert cluster.start() is True


def test_a_full_disk_is_said_before_anything_is_made(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "free_bytes", lambda _folder: 1000)
    with pytest.raises(ClusterFailed, match="make room"):
        cluster.start()
    assert not cluster.folder.exists()
