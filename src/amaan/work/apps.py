"""What every desk needs: clocks that run out, tasks that wait, notices that tell."""

from pathlib import Path

from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "amaan.work"
    label = "work"

    def ready(self) -> None:
        from amaan.ui import catalogues

        catalogues.register("work", Path(__file__).parent / "words.toml")
