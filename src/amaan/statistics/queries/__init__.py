"""Reads of the statistics capability; every function says who looks and is called inside
`reading(to)`.
"""

from amaan.statistics.queries.official import (
    figures_of,
    findings_of,
    newest_source,
    quarantined_of,
)
from amaan.statistics.queries.published import claims_of, compared

__all__ = [
    "claims_of",
    "compared",
    "figures_of",
    "findings_of",
    "newest_source",
    "quarantined_of",
]
