"""Taking in what others publish: official files and published figures."""

from amaan.statistics.actions.claims import ClaimsLoaded, load_claims
from amaan.statistics.actions.official import Loaded, import_official

__all__ = ["ClaimsLoaded", "Loaded", "import_official", "load_claims"]
