"""`import_official FILE`: the same loading for who works with Django's own commands."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from amaan.statistics.management.loading import DONE, load_official_file


class Command(BaseCommand):
    help = "Load a UNODC file (13 columns): all of it or nothing, once for each content."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--as-of", type=date.fromisoformat, default=None)

    def handle(self, *_args: Any, **options: Any) -> None:
        file: Path = options["file"]
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        if load_official_file(file, options["as_of"]) != DONE:
            raise CommandError("The file was refused; nothing has changed.")
