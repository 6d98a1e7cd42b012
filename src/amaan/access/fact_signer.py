"""What a fact needs from the action that makes it: the open transaction, and a MAC by the key
service.
"""

from collections.abc import Sequence

from amaan.access.transactions import acting, current_alias
from amaan.keyservice.port import key_service


class ActionFactSigner:
    """Serves the ledger's port: a fact is born inside an action and carries a MAC at birth."""

    def alias(self) -> str:
        if acting() is None:
            raise RuntimeError("a fact needs an open action")
        return current_alias()

    def mac_many(self, messages: Sequence[bytes]) -> list[bytes]:
        return key_service().mac_many(messages)
