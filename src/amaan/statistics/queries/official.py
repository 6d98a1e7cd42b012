"""What do the loaded official files say, what was set aside, and what does not fit?

The figures are public knowledge: whoever holds `statistics:figures:read` sees all of them, and
row-level security asks for that permission again.
"""

from uuid import UUID

from amaan.kernel.actor import Actor
from amaan.statistics.models import FigureFinding, OfficialFigure, OfficialSource, QuarantinedFigure

Layout = OfficialSource.Layout


def newest_source(layout: Layout, *, to: Actor) -> OfficialSource | None:
    """The file loaded last; None when none was."""
    del to
    return OfficialSource.objects.filter(layout=layout).order_by("-loaded_at", "-id").first()


def figures_of(source: UUID, *, to: Actor) -> list[OfficialFigure]:
    """The figures of one file in the order of its lines; what was set aside is never among them."""
    del to
    return list(OfficialFigure.objects.filter(source=source).order_by("line"))


def quarantined_of(source: UUID, *, to: Actor) -> list[QuarantinedFigure]:
    """What was set aside, in the order of the lines."""
    del to
    return list(QuarantinedFigure.objects.filter(source=source).order_by("line"))


def findings_of(source: UUID, *, to: Actor) -> list[FigureFinding]:
    """What does not fit, by indicator, year and kind, each with the figure it stands beside."""
    del to
    found = FigureFinding.objects.filter(source=source).select_related("figure")
    return list(found.order_by("place"))
