"""Triage, the elements of the offence, and the decision with its second review."""

from pathlib import Path

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "amaan.screening"
    label = "screening"

    def ready(self) -> None:
        from amaan.ui import catalogues

        catalogues.register("screening", Path(__file__).parent / "words.toml")
