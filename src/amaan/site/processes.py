"""Which processes make a running node, on which ports, and in which order do they start?"""

import os
import sys
from collections.abc import Mapping

from amaan.node.places import Places
from amaan.node.processes import Program, answers, opens

PUBLIC_PORT, STAFF_PORT = 8000, 8001


def site_port(site: str) -> int:
    usual = PUBLIC_PORT if site == "public" else STAFF_PORT
    return int(os.environ.get(f"AMAAN_{site.upper()}_PORT", usual))


# Argon2id asks for 64 MiB anew each time: in small pages their faults are a quarter of its CPU.
# Where the C library or the system does not know the setting, all is as it was.
LARGE_PAGES = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}


def programs(where: Places, ports: Mapping[str, int]) -> list[Program]:
    """In the order in which they need each other."""
    amaan = (sys.executable, "-m", "amaan")
    door = where.run / "keyd-worker.sock"
    return [
        Program("keyd", (*amaan, "keyd"), "worker", lambda: opens(door), LARGE_PAGES),
        *(
            Program(site, serve(amaan, site, port), site, lambda port=port: answers(port))  # type: ignore[misc]
            for site, port in ports.items()
        ),
        Program("worker", (*amaan, "worker"), "worker", lambda: True),
        Program("sealer", (*amaan, "sealer"), "audit", lambda: True),
    ]


def serve(amaan: tuple[str, ...], site: str, port: int) -> tuple[str, ...]:
    return (*amaan, "serve", site, "--port", str(port))


def granian(site: str, port: int) -> tuple[str, ...]:
    return (
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", "1", "--blocking-threads", "8", "--no-ws",
        "--log-level", "error", "--workers-kill-timeout", "5",
        f"amaan.site.wsgi_{site}:application",
    )  # fmt: skip
