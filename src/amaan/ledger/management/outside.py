"""What stands outside the tables of this node: its key service, its folder, outside holders."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from amaan.keyservice.port import key_service
from amaan.ledger.adapters.root_folder import RootFolder
from amaan.ledger.queries.root_verifying import Outside


def folder_of_this_node() -> RootFolder:
    return RootFolder(Path(settings.AMAAN_ROOTS))


def outside_of_this_node(*, keys: bool = True, anchors: Sequence[Path] = ()) -> Outside:
    """What a verification compares the tables with."""
    return Outside(
        keys=key_service() if keys else None,
        folder=folder_of_this_node(),
        anchors=[RootFolder(path) for path in anchors],
    )
