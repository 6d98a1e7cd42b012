"""The tables of the directory; only this capability writes them."""

from amaan.directory.models.bodies import Agency, FocalPerson, Post, Unit
from amaan.directory.models.law import OffenceVersion
from amaan.directory.models.lists import Code, ImportRun, ImportState
from amaan.directory.models.services import Helpline, Service, ServiceArea, ServiceVersion
from amaan.directory.models.territories import Measure, Territory, TerritoryAlias, TerritoryFigure
from amaan.directory.models.time import ClockLimit, WorkingCalendarVersion

__all__ = [
    "Agency",
    "ClockLimit",
    "Code",
    "FocalPerson",
    "Helpline",
    "ImportRun",
    "ImportState",
    "Measure",
    "OffenceVersion",
    "Post",
    "Service",
    "ServiceArea",
    "ServiceVersion",
    "Territory",
    "TerritoryAlias",
    "TerritoryFigure",
    "Unit",
    "WorkingCalendarVersion",
]
