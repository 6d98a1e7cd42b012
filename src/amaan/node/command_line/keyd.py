"""`amaan keyd`: start the key service of this node (docs/guides/key-service.md)."""

from contextlib import closing

from amaan.kernel.reasons import OutsideFailed
from amaan.keyservice.daemon.grant_book import PostgresGrants
from amaan.keyservice.daemon.process import configure_log, harden, print_line, serve
from amaan.keyservice.store import KeystoreRefused
from amaan.node.endpoint import connection_parameters
from amaan.node.places import places


def keyd() -> None:
    """Hold the keys of this node and open for live grants, until a signal.

    Exit code 1: the keystore may not be used as it is, or nobody can say whether the node is in
    service.
    """
    harden()
    configure_log()
    where = places()
    with closing(PostgresGrants(connection_parameters(where, "amaan_keys"))) as grants:
        try:
            serve(where.data, grants, in_service=grants.in_service())
        except (KeystoreRefused, OutsideFailed) as refused:
            print_line(f"keyd: {refused}")
            raise SystemExit(1) from refused
