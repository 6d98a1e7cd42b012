"""The demonstration nation: invented offices, staff and reports, built through the real actions."""

from django.apps import AppConfig


class NationConfig(AppConfig):
    name = "amaan.demo"
    label = "nation"
