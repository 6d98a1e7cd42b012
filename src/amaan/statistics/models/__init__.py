"""Tables of the figures that others publish: official files and claims, each with its source."""

from amaan.statistics.models.claims import StatClaim, StatValue
from amaan.statistics.models.official import (
    FigureFinding,
    OfficialFigure,
    OfficialSource,
    QuarantinedFigure,
)

__all__ = [
    "FigureFinding",
    "OfficialFigure",
    "OfficialSource",
    "QuarantinedFigure",
    "StatClaim",
    "StatValue",
]
