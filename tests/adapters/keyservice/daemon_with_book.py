"""The real daemon, with its real keystore and doors, over the grant book of a test."""

import os
import sys
from pathlib import Path

from amaan.keyservice.core.stretching import QUEUE, WAIT_SECONDS, Slots
from amaan.keyservice.daemon.process import configure_log, harden, say, serve
from amaan.keyservice.store import KeystoreRefused
from tests.adapters.keyservice.book import FileBook


def main() -> int:
    harden()
    configure_log()
    data = Path(os.environ["AMAAN_DATA"])
    slots = Slots(
        int(os.environ.get("TEST_SLOTS", "2")),
        int(os.environ.get("TEST_QUEUE", str(QUEUE))),
        float(os.environ.get("TEST_WAIT", str(WAIT_SECONDS))),
    )
    try:
        book = FileBook(data / "book.json")
        serve(data, book, in_service=os.environ.get("AMAAN_IN_SERVICE") == "1", slots=slots)
    except KeystoreRefused as refused:
        say(f"keyd: {refused}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
