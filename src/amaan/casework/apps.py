"""Dossiers: the protection and the investigation side of a matter, each with its own keys and
readers.
"""

from pathlib import Path

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "amaan.casework"
    label = "casework"

    def ready(self) -> None:
        from amaan.casework.presenters.panels import acting_unit_panel
        from amaan.screening.rules.panels import PANELS
        from amaan.ui import catalogues

        PANELS.register(acting_unit_panel)
        catalogues.register("casework", Path(__file__).parent / "words.toml")
