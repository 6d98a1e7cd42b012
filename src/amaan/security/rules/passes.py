"""How long does a pass of staff last? Settings, middleware and the database read it here."""

from datetime import timedelta
from typing import Final

IDLE: Final = timedelta(minutes=15)
TOTAL: Final = timedelta(hours=8)
