"""Can a node start here and now? What stands in the way is named, with a way on."""

from collections.abc import Iterator, Mapping

from amaan.demo.leftovers import holder_of, port_is_free
from amaan.node.cluster import free_bytes
from amaan.node.places import Places

NEEDED_MB = 300


def obstacles(where: Places, ports: Mapping[str, int]) -> Iterator[str]:
    """One sentence for each obstacle."""
    if free_bytes(where.data) < NEEDED_MB * 2**20:
        yield (
            f"less than {NEEDED_MB} MB are free below {where.data}: make room,"
            " or set AMAAN_DATA to a folder on another disk"
        )
    for site, port in ports.items():
        if not port_is_free(port):
            yield (
                f"port {port} is held by {holder_of(port)}. Stop it, or choose another port:"
                f" AMAAN_{site.upper()}_PORT={port + 80} bin/demo"
            )
