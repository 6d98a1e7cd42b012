"""Counting: what others publish, and later what we count ourselves."""

from pathlib import Path

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "amaan.statistics"
    label = "statistics"

    def ready(self) -> None:
        from amaan.ui.catalogues import register

        register("statistics", Path(__file__).with_name("words.toml"))
