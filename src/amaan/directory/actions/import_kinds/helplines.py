"""A file of helplines: may its rows be written, and what do they change?"""

from collections.abc import Hashable, Iterator
from typing import Final

from django.db.models import Model

from amaan.directory.actions.import_kinds.shapes import ImportKind, Moment
from amaan.directory.actions.loading_registers import helpline_of
from amaan.directory.actions.versions import note_version, supersede
from amaan.directory.models import Helpline
from amaan.directory.queries import province_coded
from amaan.directory.rules import helplines
from amaan.directory.rules.helplines import HelplineRow, HelplineStatus
from amaan.kernel.reasons import Reason


def check_helpline(row: HelplineRow, moment: Moment) -> Iterator[Reason]:
    yield from helplines.reasons_against_revising(row.number_text, row.status)
    lines = list(meant_helpline(row, moment))
    if len(set(lines)) < len(lines):
        yield Reason("province-twice-in-row", {"field": "service"})


def meant_helpline(row: HelplineRow, _: Moment) -> Iterator[Hashable]:
    yield from ((part.number_text, part.province) for part in helplines.by_province(row))


def written_helpline(row: HelplineRow, moment: Moment) -> Iterator[Model]:
    yield from (helpline_of(part, {}, moment.at) for part in helplines.by_province(row))


def apply_helpline(row: HelplineRow, moment: Moment) -> bool:
    """A line that is there gets a new version when its words differ, and must be verified again."""
    changes = [_helpline_part(part, moment) for part in helplines.by_province(row)]
    return any(changes)


def _helpline_part(row: HelplineRow, moment: Moment) -> bool:
    province = province_coded(row.province) if row.province else None
    fresh = helpline_of(row, {row.province: province} if province else {}, moment.at)
    there = Helpline.objects.filter(
        number_text=row.number_text, province=province, superseded_at=None
    ).first()
    if there is None:
        fresh.save(force_insert=True)
        note_version("directory.helpline.loaded", fresh, by=moment.by, at=moment.at)
        return True
    words = ("service_en", "service_ur", "source", "confidence_text", "confidence")
    changes: dict[str, object] = {name: getattr(fresh, name) for name in words}
    if all(getattr(there, name) == value for name, value in changes.items()):
        return False
    changes |= {"status": HelplineStatus(row.status), "last_verified": None, "verified_by": None}
    line = supersede(there, changes, at=moment.at)
    note_version("directory.helpline.revised", line, by=moment.by, at=moment.at)
    return True


HELPLINES: Final = ImportKind(
    helplines.LAYOUT,
    check_helpline,
    apply_helpline,
    meant_helpline,
    written_helpline,
    {
        "number_text": "number",
        "dial_e164": "number",
        "service_en": "service",
        "confidence_text": "confidence",
    },
)
