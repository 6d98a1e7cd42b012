"""May this process serve now? Not before the policies that its code declares are in force.

Looked at when the process starts. From then on nothing is asked on a page: a table that a migration
has closed answers `permission denied`, and only that leads back here.
"""

from typing import Any

from psycopg import Connection

from amaan.node.row_security.applying import is_applied


class Gate:
    """Open, until it is looked at and the set is not in force; then looked at again each time."""

    def __init__(self) -> None:
        self.closed = False

    def look(self, connection: Connection[Any]) -> bool:
        """Whether the set is in force; remembers the answer."""
        self.closed = not is_applied(connection)
        return not self.closed


gate = Gate()
