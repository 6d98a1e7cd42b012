"""DATABASE_URL: roles and a database are made on somebody else's PostgreSQL 15, also without a
superuser.
"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from amaan.node.cluster import FAST, Cluster
from amaan.node.database import (
    OutsideServer,
    passwords_of,
    prepare_database,
    prepare_server,
)
from amaan.node.endpoint import endpoint
from amaan.node.places import Places
from amaan.node.reachable import embedded_cluster
from amaan.node.roles import reasons_not_to_serve
from amaan.node.tables import migrate
from tests.conftest import lacking
from tests.database import DEBIAN_15


@pytest.fixture(params=["postgresql18", "postgresql15"])
def landlord(request: pytest.FixtureRequest) -> Iterator[Cluster]:
    """A server whose administrator is somebody else; we get a user that may make roles and
    databases.
    """
    folder = Path(tempfile.mkdtemp(prefix="amaan-landlord-"))
    folder.chmod(0o755)
    ours = embedded_cluster(Places(folder), FAST)
    if request.param == "postgresql15":
        if not (DEBIAN_15 / "initdb").exists():
            lacking("postgresql15", "PostgreSQL 15 is not installed")
        ours = Cluster(ours.folder, ours.sockets, ours.password, DEBIAN_15, FAST, ours.user)
    ours.start()
    with ours.admin() as admin:
        admin.execute("CREATE ROLE tenant LOGIN CREATEROLE CREATEDB PASSWORD 'rent'")
    yield ours
    ours.destroy()
    shutil.rmtree(folder, ignore_errors=True)


def test_a_tenant_gets_roles_a_database_and_its_policies(landlord: Cluster, tmp_path: Path) -> None:
    where = Places(tmp_path)
    url = f"postgresql://tenant:rent@/postgres?host={landlord.socket_folder}&port=5432"
    server = OutsideServer(url)
    for _ in range(2):  # saying it again changes nothing
        prepare_server(where, server)
        prepare_database(where, server, server.endpoint)
        migrate(where, at=server.endpoint)  # who may connect is declared with the policies
    assert endpoint(where).database == "amaan"
    found = endpoint(where).parameters("amaan_app", passwords_of(where)["amaan_app"])
    with psycopg.connect(**found) as connection:
        assert reasons_not_to_serve(connection, expected="amaan_app") == []


def test_the_landlord_himself_may_not_serve(landlord: Cluster) -> None:
    with landlord.admin() as admin:
        faults = reasons_not_to_serve(admin, expected="amaan_app")
    assert "amaan_admin is a superuser" in faults
