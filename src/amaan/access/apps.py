"""The lock on every route and the one way into a transaction."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "amaan.access"
    label = "access"

    def ready(self) -> None:
        from amaan.access.witness import ActionWitness
        from amaan.ledger.rules.ports import appoint_witness

        appoint_witness(ActionWitness())
