"""The real daemon, with its real keystore and doors, over the grant book of a test."""

import os
import sys
from pathlib import Path

from amaan.access.adapters.key_room.stretching import QUEUE, WAIT_SECONDS, Slots
from amaan.front.keyd.daemon import configure_log, harden, say, serve
from amaan.front.keyd.keystore import KeystoreRefused
from tests.adapters.keyd.book import FileBook


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
