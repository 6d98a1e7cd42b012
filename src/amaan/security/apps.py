"""Staff, seats, grants, exclusions and the read log."""

from pathlib import Path

from django.apps import AppConfig


class SecurityConfig(AppConfig):
    name = "amaan.security"
    label = "security"

    def ready(self) -> None:
        from amaan.access.transactions import register_read_log
        from amaan.security.actions.reading import log_read
        from amaan.ui import catalogues

        catalogues.register("security", Path(__file__).parent / "words.toml")
        register_read_log(log_read)
