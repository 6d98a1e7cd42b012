"""Places, bodies, services, helplines, the law register and other dated vocabularies."""

from pathlib import Path

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "amaan.directory"
    label = "directory"

    def ready(self) -> None:
        from amaan.ui import catalogues

        catalogues.register("directory", Path(__file__).parent / "words.toml")
