"""Tells Django that the base templates, components, styles and scripts of both sites live here."""

from pathlib import Path

from django.apps import AppConfig

from amaan import kernel
from amaan.ui import catalogues


class UiConfig(AppConfig):
    name = "amaan.ui"
    label = "ui"

    def ready(self) -> None:
        """The kernel knows no Django, so its own words are taken in here."""
        catalogues.register("kernel", Path(kernel.__path__[0]) / "words.toml")
