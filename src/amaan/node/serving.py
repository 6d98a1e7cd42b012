"""May this process serve? It says so before the first request, or ends."""

import gc
import os
import sys
from importlib import import_module

import psycopg

from amaan.node.endpoint import connection_parameters
from amaan.node.logs import configure_structlog
from amaan.node.places import places
from amaan.node.roles import reasons_not_to_serve
from amaan.node.row_security.gate import gate
from amaan.node.secret_files import read_secret, secret_file

SHORTEST_SECRET = 32  # signs; set-up writes 43
EXIT_UNSAFE = 78  # EX_CONFIG: a supervisor need not try again
EXIT_TRY_AGAIN = 75  # EX_TEMPFAIL


def refuse_unsafe_role(role: str) -> None:
    """End the process when the database would let this role past row-level security; close the gate
    when the policies in force are not those that this code declares.
    """
    with psycopg.connect(**connection_parameters(places(), role), connect_timeout=10) as connection:
        faults = reasons_not_to_serve(connection, expected=role)
        gate.look(connection)
    if faults:
        sys.stderr.write(f"refusing to serve: {'; '.join(faults)}\n")
        raise SystemExit(EXIT_UNSAFE)


def refuse_other_policies(role: str) -> None:
    """End a process that shows no page and can tell nobody to wait: its supervisor tries again."""
    refuse_unsafe_role(role)
    if gate.closed:
        sys.stderr.write("refusing to work: other policies are in force; run amaan node migrate\n")
        raise SystemExit(EXIT_TRY_AGAIN)


def refuse_missing_secret(name: str) -> None:
    """End the process when its secret is not there or short: cookies, seals and tickets would hang
    on a text that everybody can read in the source. A restore of a part of the files does that.
    """
    if len(read_secret(places(), name)) < SHORTEST_SECRET:
        file = secret_file(places(), name)
        sys.stderr.write(
            f"refusing to serve: the secret {file} is missing or shorter than {SHORTEST_SECRET}"
            " signs. Restore it from the backup of secrets\n"
        )
        raise SystemExit(EXIT_UNSAFE)


# New objects before a young collection; young ones before a middle one; middle ones before all.
SELDOM = (20_000, 20, 20)


def spare_the_collector() -> None:
    """What was loaded at the start stays for good: the cycle collector need not visit it with each
    request, and looks for cycles seldom (`gc.freeze` in the documentation of Python).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


def refuse_unserviceable(settings: str) -> None:
    """End the process with 78 when the site that has these settings may not be served."""
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    found = import_module(settings)
    refuse_missing_secret(found.AMAAN_SECRET_FILE)
    refuse_unsafe_role(found.DATABASES["default"]["USER"])


def application(settings: str) -> object:
    """The WSGI application of the site that has these settings, after the checks of its secret and
    its role.
    """
    configure_structlog()
    refuse_unserviceable(settings)
    from django.core.wsgi import get_wsgi_application

    served = get_wsgi_application()
    spare_the_collector()
    return served
