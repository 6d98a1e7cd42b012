"""The wiring of one process: which key service it asks, by which door."""

from pathlib import Path

from django.apps import AppConfig
from django.conf import settings

from amaan import access


class SiteConfig(AppConfig):
    name = "amaan.site"
    label = "front"

    def ready(self) -> None:
        from amaan.keyservice.client import KeydClient
        from amaan.keyservice.port import Door, register_key_service
        from amaan.ui import catalogues

        catalogues.register("access", Path(access.__path__[0]) / "words.toml")
        door = getattr(settings, "AMAAN_KEY_DOOR", "")
        if door:
            register_key_service(KeydClient.at(settings.PLACES.run, Door(door)))
