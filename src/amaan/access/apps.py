"""The lock on every route and the one way into a transaction."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "amaan.access"
    label = "access"

    def ready(self) -> None:
        from amaan.access.fact_signer import ActionFactSigner
        from amaan.ledger.rules.ports import register_fact_signer

        register_fact_signer(ActionFactSigner())
