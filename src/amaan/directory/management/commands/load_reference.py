"""Set-up: load the reference data of the project; a second run changes nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from amaan.directory.actions import load_reference
from amaan.kernel.actor import Actor


class Command(BaseCommand):
    help = "Load territories, agencies, codes, helplines, offences, calendars and clock limits."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder data/ of the project")

    def handle(self, *_: Any, folder: Path, **__: Any) -> None:
        added = load_reference(folder, by=Actor.system("set-up"), at=now())
        for register, count in added.items():
            self.stdout.write(f"{register}: {count} new")
