"""Start the sealer of this node: `python -m amaan.front.sealer` (docs/guides/audit.md)."""

import os
import signal
import sys
from threading import Event


def main() -> int:
    """Runs until SIGTERM or SIGINT; 0 then."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amaan.front.settings.audit")
    import django

    django.setup()
    from amaan.front.audit.sealer import sealer_of_this_node

    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    sealer_of_this_node().run(stop)
    return 0


if __name__ == "__main__":
    sys.exit(main())
