"""Is the node in this data folder in service? Then the demonstration keeps its hands off it."""

import psycopg

from amaan.kernel.row_security import OWNER
from amaan.node.cluster import ClusterFailed
from amaan.node.database import StepFailed
from amaan.node.endpoint import connection_parameters
from amaan.node.places import Places
from amaan.node.reachable import embedded_cluster

IN_SERVICE = "SELECT security_in_service()"
SAID = "this node is in service: nothing of the demonstration is started, changed or cleared here"
UNSURE = "the database does not start, so nobody knows what it holds: clear its folder by hand"
WAIT_SECONDS = 5


def refuse_in_service(where: Places) -> None:
    """Raises StepFailed for a node in service. Where no database answers, or none has been made,
    there is nothing to keep from; every stage asks again in its own process.
    """
    try:
        with psycopg.connect(
            **connection_parameters(where, OWNER), connect_timeout=WAIT_SECONDS
        ) as owner:
            marked = owner.execute(IN_SERVICE).fetchone()
    except (psycopg.OperationalError, psycopg.errors.UndefinedFunction):
        return
    if marked and marked[0]:
        raise StepFailed(SAID)


def refuse_to_clear(where: Places) -> None:
    """A database that is down may be that of a node in service, so it is started and asked."""
    cluster = embedded_cluster(where)
    if not (cluster.folder / "PG_VERSION").exists():
        return
    try:
        cluster.start()
    except ClusterFailed as failed:
        raise StepFailed(UNSURE) from failed
    refuse_in_service(where)
