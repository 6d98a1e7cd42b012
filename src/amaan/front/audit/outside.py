"""Where do this process's key service and folder of roots stand?"""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from amaan.access.adapters.keyd_client import KeydClient
from amaan.access.keys import Door, KeyService
from amaan.front.machine.places import places
from amaan.ledger.adapters.root_folder import RootFolder
from amaan.ledger.queries.root_verifying import Outside


def keys_of_this_node() -> KeyService:
    """The key service by the door of the workers: the only one that signs."""
    return KeydClient.at(places().run, Door.WORKER)


def folder_of_this_node() -> RootFolder:
    return RootFolder(Path(settings.AMAAN_ROOTS))


def outside_of_this_node(*, keys: bool = True, anchors: Sequence[Path] = ()) -> Outside:
    """What a verification compares the tables with."""
    return Outside(
        keys=keys_of_this_node() if keys else None,
        folder=folder_of_this_node(),
        anchors=[RootFolder(path) for path in anchors],
    )
