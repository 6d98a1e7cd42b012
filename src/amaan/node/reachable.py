"""Can the plain user of PostgreSQL reach its binaries and its data? Where it cannot, which places
will do?

A repository below a private home of root is closed to that user; then both move to
/var/lib/amaan-pg.
"""

import hashlib
import os
import shutil
from pathlib import Path

from amaan.node.cluster import Cluster, embedded_binaries
from amaan.node.places import Places
from amaan.node.secret_files import keep_secret
from amaan.node.system_user import SystemUser, plain_user

ELSEWHERE = Path("/var/lib/amaan-pg")


def embedded_cluster(where: Places, settings: dict[str, str] | None = None) -> Cluster:
    """The embedded PostgreSQL of this data folder."""
    where.make()
    user = plain_user()
    home = where.data if open_to(user, where.data) else moved(where.data)
    return Cluster(
        folder=home / "postgres",
        sockets=home / "run" / "postgres",
        password=keep_secret(where, "db-admin"),
        binaries=reachable_binaries(user, embedded_binaries()),
        settings=settings or {},
        user=user,
    )


def open_to(user: SystemUser, folder: Path) -> bool:
    return not user.switch or user.can("-x", folder)


def moved(data: Path) -> Path:
    mark = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    home = ELSEWHERE / mark
    home.mkdir(parents=True, exist_ok=True)
    return home


def reachable_binaries(user: SystemUser, binaries: Path) -> Path:
    """The binaries where they are, or a copy that the user can run."""
    if not user.switch or user.can("-x", binaries / "postgres"):
        return binaries
    state = (binaries / "postgres").stat()
    copy = ELSEWHERE / f"postgresql-{state.st_size}-{int(state.st_mtime)}"
    if not copy.exists():
        half = copy.with_name(f"{copy.name}.{os.getpid()}")
        shutil.copytree(binaries.parent, half, symlinks=True)
        for path in (half, *half.rglob("*")):
            if not path.is_symlink():
                path.chmod(
                    path.stat().st_mode
                    | (0o055 if path.is_dir() or os.access(path, os.X_OK) else 0o044)
                )
        try:
            half.replace(copy)
        except OSError:  # another process was first: its copy is as good
            if not copy.exists():
                raise
            shutil.rmtree(half)
    return copy / "bin"
