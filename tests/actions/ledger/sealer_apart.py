"""A sealer in a process of its own, on the database of one test: something that can be killed."""

import os
import sys
from pathlib import Path
from threading import Event


def main(database: str, host: str, folder: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "amaan.site.settings.test"
    import django

    django.setup()
    from django.db import connections

    from amaan.ledger.adapters.root_folder import RootFolder
    from amaan.ledger.management.sealer import Sealer
    from tests.actions.ledger.stand_ins import NODE, KeysAtHand

    connections["audit"].settings_dict |= {"NAME": database, "HOST": host}
    sealer = Sealer(NODE, RootFolder(Path(folder)), KeysAtHand().service, "audit", pause=0.005)
    sealer.run(Event())


if __name__ == "__main__":
    main(*sys.argv[1:])
