"""Start the key service of this node: `python -m amaan.front.keyd` (docs/guides/key-service.md)."""

import sys
from contextlib import closing

from amaan.front.keyd.daemon import configure_log, harden, say, serve
from amaan.front.keyd.grant_book import PostgresGrants
from amaan.front.keyd.keystore import KeystoreRefused
from amaan.front.machine.endpoint import connection_parameters
from amaan.front.machine.places import places
from amaan.kernel.reasons import OutsideFailed


def main() -> int:
    """0 after a signal, 1 when the keystore may not be used as it is or nobody can say whether the
    node is in service.
    """
    harden()
    configure_log()
    where = places()
    with closing(PostgresGrants(connection_parameters(where, "amaan_keys"))) as grants:
        try:
            serve(where.data, grants, in_service=grants.in_service())
        except (KeystoreRefused, OutsideFailed) as refused:
            say(f"keyd: {refused}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
