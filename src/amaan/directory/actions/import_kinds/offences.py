"""A file of the law register: what do its rows change?"""

from collections.abc import Hashable, Iterator
from typing import Final

from django.db.models import Model

from amaan.directory.actions.import_kinds.shapes import ImportKind, Moment
from amaan.directory.actions.loading_registers import offence_columns, offence_of
from amaan.directory.actions.versions import note_version, supersede
from amaan.directory.models import OffenceVersion
from amaan.directory.rules import offences
from amaan.directory.rules.offences import OffenceRow
from amaan.kernel.reasons import Reason


def check_offence(_: OffenceRow, __: Moment) -> Iterator[Reason]:
    """The register takes every well-formed row: doubts are columns, not objections."""
    return iter(())


def meant_offence(row: OffenceRow, _: Moment) -> Iterator[Hashable]:
    yield row.code


def written_offence(row: OffenceRow, moment: Moment) -> Iterator[Model]:
    yield offence_of(row, moment.at)


def apply_offence(row: OffenceRow, moment: Moment) -> bool:
    there = OffenceVersion.objects.filter(code=row.code, superseded_at=None).first()
    columns = offence_columns(row)
    if there is None:
        fresh = offence_of(row, moment.at)
        fresh.save(force_insert=True)
        note_version("directory.offence.loaded", fresh, by=moment.by, at=moment.at)
        return True
    if all(getattr(there, name) == value for name, value in columns.items()):
        return False
    columns |= {"approved_by": None, "approved_at": None}
    version = supersede(there, columns, at=moment.at)
    note_version("directory.offence.revised", version, by=moment.by, at=moment.at)
    return True


OFFENCES: Final = ImportKind(
    offences.LAYOUT,
    check_offence,
    apply_offence,
    meant_offence,
    written_offence,
    offences.WRITTEN_IN,
)
