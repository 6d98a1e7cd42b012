"""Pages of the statistics capability on the staff site."""

from amaan.statistics.views.downloads import official_csv, published_csv
from amaan.statistics.views.figures import figures

__all__ = ["figures", "official_csv", "published_csv"]
