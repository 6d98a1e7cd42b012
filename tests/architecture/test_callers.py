"""A function that nothing calls is found, and nothing else is."""

from pathlib import Path

from tests.architecture.callers import SOURCE, faults, without_caller

MODULE = """
def called(): ...
def recursive(): return recursive()
def _private(): ...
def forgotten(): ...
def named_in_settings(): ...
def in_a_template(): ...
class Command(BaseCommand): ...
@program.command("x")
def command(): ...
called()
PATH = "amaan.work.rules.named_in_settings"
"""


def test_what_nothing_calls_is_found() -> None:
    texts: dict[Path, str] = {
        SOURCE / "work" / "rules.py": MODULE,
        SOURCE / "work" / "templates" / "page.html": "{{ day|in_a_template }}",
    }
    assert list(without_caller(texts)) == ["work/rules.py recursive", "work/rules.py forgotten"]


def test_every_function_has_a_caller_or_a_reason() -> None:
    assert faults() == []
