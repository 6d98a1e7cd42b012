"""The ledger's own pages, which live in `site` because the ledger knows no screen."""

from datetime import datetime
from pathlib import Path

from django.apps import AppConfig

from amaan import ledger


class UiWords:
    """Serves the ledger's port for words from the catalogues and calendars of `ui`."""

    def say(self, section: str, code: str, lang: str, **params: str | int) -> str:
        from amaan.ui import catalogues

        return catalogues.say(section, code, lang, **params)

    def moment(self, at: datetime, lang: str) -> str:
        from amaan.ui.dates import moment_words
        from amaan.ui.language import Language

        return moment_words(at, Language(lang))


class AuditConfig(AppConfig):
    name = "amaan.site.audit"
    label = "audit"

    def ready(self) -> None:
        """The ledger sees no `ui`, so its words are taken in here, in every process."""
        from amaan.ledger.rules.ports import appoint_words
        from amaan.ui import catalogues

        catalogues.register("ledger", Path(ledger.__path__[0]) / "words.toml")
        appoint_words(UiWords())
