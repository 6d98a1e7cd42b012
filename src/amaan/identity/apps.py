"""Persons, sealed and keyed from the first minute."""

from pathlib import Path

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "amaan.identity"
    label = "identity"

    def ready(self) -> None:
        from amaan.ui import catalogues

        catalogues.register("identity", Path(__file__).parent / "words.toml")
