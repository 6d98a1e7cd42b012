"""The sealer as a process: it runs until a signal (docs/guides/audit.md)."""

import signal
from threading import Event

from amaan.ledger.management.sealer import sealer_of_this_node


def run_sealer() -> None:
    """Chain and sign until SIGTERM or SIGINT."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    sealer_of_this_node().run(stop)
