"""Who loads a file by command gets a report to read, or the lines to mend, and an exit code."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from typer.testing import CliRunner, Result

from amaan.kernel.reasons import OutsideFailed
from amaan.node.endpoint import Endpoint
from amaan.statistics.management import loading, program
from amaan.statistics.models import OfficialSource
from tests.sites import as_role
from tests.twins.official import CLAIMS, HEADER, TWIN, real_file


@pytest.fixture(autouse=True)
def worker(db: Endpoint) -> Iterator[None]:
    with as_role("worker"):
        yield


def run(*words: str) -> Result:
    return CliRunner().invoke(program, list(words), env={"COLUMNS": "120"})


def test_the_report_of_the_real_file() -> None:
    told = run("official", str(real_file()), "--as-of", "2025-04-14")
    assert told.exit_code == 0
    for part in ("219", "155", "75", "63", "Category is not in the list", "line 220 repeats"):
        assert part in told.output
    source = OfficialSource.objects.get()
    assert str(source.as_of) == "2025-04-14"


def test_a_second_run_says_that_nothing_has_changed() -> None:
    run("official", str(TWIN))
    told = run("official", str(TWIN))
    assert told.exit_code == 0
    assert "Nothing has changed" in told.output


def test_a_broken_file_names_line_field_and_remedy(tmp_path: Path) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_text(f"{HEADER}\nPAK,Pakistan\n", encoding="utf-8")
    told = run("official", str(broken))
    assert told.exit_code == 1
    assert "nothing has changed" in told.output
    assert "Line 2 has 2 fields instead of 13" in told.output
    assert OfficialSource.objects.count() == 0


def test_published_figures_are_reported() -> None:
    told = run("claims", str(CLAIMS))
    assert told.exit_code == 0
    assert "33" in told.output


def test_a_missing_file_is_refused_before_anything_starts(tmp_path: Path) -> None:
    assert run("official", str(tmp_path / "none.csv")).exit_code == 2


def test_lines_that_stay_raw_are_named(tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    file.write_bytes(CLAIMS.read_bytes() + b"2030,something new,many,a paper,X\n")
    assert "line 35" in run("claims", str(file)).output


def test_a_silent_key_service_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(**_: object) -> None:
        raise OutsideFailed("no answer", permanent=False)

    monkeypatch.setattr(loading, "import_official", silent)
    told = run("official", str(TWIN))
    assert told.exit_code == loading.FAILED
    assert "Nothing has changed" in told.output


def test_the_same_by_the_command_of_django(tmp_path: Path) -> None:
    call_command("import_official", str(TWIN), "--as-of", "2036-04-14", skip_checks=True)
    assert OfficialSource.objects.get().file_name == TWIN.name
    (tmp_path / "empty.csv").touch()
    for name, words in (("none.csv", "no file"), ("empty.csv", "refused")):
        with pytest.raises(CommandError, match=words):
            call_command("import_official", str(tmp_path / name), skip_checks=True)
