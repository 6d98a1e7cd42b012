"""May this process serve? It says so before the first request, or ends."""

import gc
import sys
from importlib import import_module

import psycopg

from amaan.node.endpoint import connection_parameters
from amaan.node.logs import configure_structlog
from amaan.node.places import places
from amaan.node.roles import reasons_not_to_serve

EXIT_UNSAFE = 78  # EX_CONFIG: a supervisor need not try again


def refuse_unsafe_role(role: str) -> None:
    """End the process when the database would let this role past row-level security."""
    with psycopg.connect(**connection_parameters(places(), role), connect_timeout=10) as connection:
        faults = reasons_not_to_serve(connection, expected=role)
    if faults:
        sys.stderr.write(f"refusing to serve: {'; '.join(faults)}\n")
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


def application(settings: str) -> object:
    """The WSGI application of the site that has these settings, after the check of its role."""
    import os

    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    configure_structlog()
    refuse_unsafe_role(import_module(settings).DATABASES["default"]["USER"])
    from django.core.wsgi import get_wsgi_application

    served = get_wsgi_application()
    spare_the_collector()
    return served
