"""Append-only facts: history, audit and outbox are one thing."""

from pathlib import Path

from django.apps import AppConfig, apps

from amaan.kernel.words import Catalogue


class LedgerConfig(AppConfig):
    name = "amaan.ledger"
    label = "ledger"

    def ready(self) -> None:
        """Every capability declares its kinds of fact beside their words; none can be forgotten."""
        from amaan.ledger.rules.releases import declare

        for config in apps.get_app_configs():
            words = Path(config.path) / "words.toml"
            if config.name.startswith("amaan.") and words.exists():
                declare(Catalogue.load(words).releases)
