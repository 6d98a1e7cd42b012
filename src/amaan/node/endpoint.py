"""Which PostgreSQL does this node use? Host, port and database; passwords lie in files of their
own.
"""

import json
import os
from dataclasses import asdict, dataclass, replace
from typing import Any

from amaan.node.places import Places
from amaan.node.secret_files import read_secret, write_secret

FILE = "endpoint.json"
DATABASE = "amaan"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address of PostgreSQL; `host` is a socket folder or a host name."""

    host: str
    port: int = 5432
    database: str = DATABASE
    sslmode: str = "prefer"

    def write(self, where: Places) -> None:
        write_secret(where, FILE, json.dumps(asdict(self)))

    def parameters(self, role: str, password: str) -> dict[str, Any]:
        """Arguments of `psycopg.connect` for one role."""
        return {
            "host": self.host,
            "port": self.port,
            "dbname": self.database,
            "user": role,
            "password": password,
            "sslmode": self.sslmode,
        }


def endpoint(where: Places) -> Endpoint:
    """The endpoint that set-up has written; AMAAN_DATABASE and AMAAN_DATABASE_HOST name another."""
    text = read_secret(where, FILE)
    found = Endpoint(**json.loads(text)) if text else Endpoint(host=str(where.run / "postgres"))
    return replace(
        found,
        host=os.environ.get("AMAAN_DATABASE_HOST") or found.host,
        database=os.environ.get("AMAAN_DATABASE") or found.database,
    )


def password_file(role: str) -> str:
    """The name of the secret file of a database role."""
    return f"db-{role}"


def connection_parameters(where: Places, role: str) -> dict[str, Any]:
    return endpoint(where).parameters(role, read_secret(where, password_file(role)))
