"""Public complaints by web and walk-in, the tracking code, and the thread."""

from pathlib import Path

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "amaan.intake"
    label = "intake"

    def ready(self) -> None:
        from amaan.intake.actions.lateness import register
        from amaan.ui import catalogues

        catalogues.register("intake", Path(__file__).parent / "words.toml")
        register()
