"""What can be imported, how is a row checked against what is there, and what does it change?"""

from collections.abc import Mapping
from typing import Any, Final

from amaan.directory.actions.import_kinds.appointments import FOCAL_PERSONS
from amaan.directory.actions.import_kinds.districts import DISTRICTS
from amaan.directory.actions.import_kinds.helplines import HELPLINES
from amaan.directory.actions.import_kinds.offences import OFFENCES
from amaan.directory.actions.import_kinds.services import SERVICES
from amaan.directory.actions.import_kinds.shapes import ImportKind, Moment

_ALL: Final[tuple[ImportKind[Any], ...]] = (
    SERVICES,
    FOCAL_PERSONS,
    HELPLINES,
    OFFENCES,
    DISTRICTS,
)
KINDS: Final[Mapping[str, ImportKind[Any]]] = {kind.layout.kind: kind for kind in _ALL}

__all__ = ["KINDS", "ImportKind", "Moment"]
