"""How do two nodes of one nation run side by side? Each with a data folder, a key store, a database
and locators of its own.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psycopg
from django.db import connections
from django.test import override_settings

from amaan.intake.actions.stocking import lease, take_lease
from amaan.keyservice.client import KeydClient
from amaan.keyservice.port import Door, using_key_service
from amaan.node.database import run_as
from amaan.node.endpoint import Endpoint, password_file
from amaan.node.places import Places
from amaan.node.processes import Program, Running
from amaan.node.secret_files import read_secret
from amaan.site.processes import programs
from tests.database import Clones
from tests.live import free_port, own_places, tell_errors
from tests.sites import as_role

LEASED = 50
# What a province starts without: the history, the unit keys and the locators of the nation.
FORGET = (
    "DELETE FROM ledger_fact", "DELETE FROM ledger_link", "DELETE FROM ledger_root",
    "DELETE FROM security_unit_key", "DELETE FROM intake_locator_stock",
    "ALTER SEQUENCE ledger_fact_sequence RESTART", "ALTER SEQUENCE intake_locator_number RESTART",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the nation: its name, where it lives, and its public site when it runs."""

    name: str
    at: Endpoint
    where: Places
    running: Running
    public: str

    @property
    def programs(self) -> list[Program]:
        ports = {"public": int(self.public.rpartition(":")[2])}
        return programs(self.where, ports)

    def start(self, *names: str) -> None:
        with patch.dict(os.environ, self.environment):
            for program in self.programs:
                if program.name in names:
                    self.running.start(program)

    @property
    def environment(self) -> dict[str, str]:
        locators = "own" if self.name == "national" else "leased"
        return {"AMAAN_NODE": self.name, "AMAAN_LOCATORS": locators}

    def run(self, settings: str, *words: str) -> None:
        """A command of `amaan` on this node."""
        with patch.dict(os.environ, self.environment):
            run_as(settings, *words, where=self.where, at=self.at)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows as the owner of this node's database sees them."""
        password = read_secret(self.where, password_file("amaan_owner"))
        with psycopg.connect(**self.at.parameters("amaan_owner", password)) as owner:
            return owner.execute(sql).fetchall()

    @contextmanager
    def working(self) -> Iterator[None]:
        """Be the worker of this node: its name, its key service, its database."""
        keys = KeydClient.at(self.where.run, Door.WORKER)
        place = connections["worker"].settings_dict
        before = place["NAME"]
        connections["worker"].close()
        place["NAME"] = self.at.database
        try:
            with (
                override_settings(**self.environment),
                using_key_service(keys),
                as_role("worker"),
            ):
                yield
        finally:
            connections["worker"].close()
            place["NAME"] = before
            keys.close()


@contextmanager
def node(name: str, at: Endpoint, shared: Places) -> Iterator[Node]:
    """A node that has not started yet; stopped and removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="amaan-node-"))
    where = own_places(shared, folder)
    made = Node(name, at, where, Running(where, at=at), f"http://localhost:{free_port()}")
    try:
        yield made
    finally:
        made.running.stop()
        tell_errors(where)
        shutil.rmtree(folder, ignore_errors=True)


def begin_national(national: Node) -> None:
    national.start("keyd", "public", "worker", "sealer")


def begin_province(province: Node, national: Node, postgres: Clones) -> None:
    """Without history and with keys of its own, on locators that the nation leases to it."""
    shutil.rmtree(province.where.data / "keys")
    with postgres.shared.server.admin(province.at.database) as admin:
        admin.execute("SET session_replication_role = replica")  # the ledger refuses to forget
        for sql in FORGET:
            admin.execute(sql)
    province.start("keyd")
    province.run("owner", "node", "prepare")
    with national.working():
        locators = lease(LEASED)
    with province.working():
        assert take_lease(locators) == LEASED
    province.start("public", "worker", "sealer")
