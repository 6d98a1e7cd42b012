"""The real daemon, with its real keystore and doors, over the grant book of a test."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from amaan.keyservice.core.stretching import QUEUE, WAIT_SECONDS, Slots
from amaan.keyservice.daemon.process import configure_log, harden, print_line, serve
from amaan.keyservice.store import KeystoreRefused
from tests.adapters.keyservice.book import FileBook


class HeldSlots(Slots):
    """Slots in which every run stands still as long as the file `held` is there."""

    def __init__(self, held: Path, *limits: float) -> None:
        super().__init__(*limits)  # type: ignore[arg-type]  # whole numbers, as below
        self.held = held

    @contextmanager
    def slot(self) -> Iterator[None]:
        with super().slot():
            while self.held.exists():
                time.sleep(0.01)
            yield


def main() -> int:
    harden()
    configure_log()
    data = Path(os.environ["AMAAN_DATA"])
    slots = HeldSlots(
        data / "held",
        int(os.environ.get("TEST_SLOTS", "2")),
        int(os.environ.get("TEST_QUEUE", str(QUEUE))),
        float(os.environ.get("TEST_WAIT", str(WAIT_SECONDS))),
    )
    try:
        book = FileBook(data / "book.json")
        serve(data, book, in_service=os.environ.get("AMAAN_IN_SERVICE") == "1", slots=slots)
    except KeystoreRefused as refused:
        print_line(f"keyd: {refused}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
