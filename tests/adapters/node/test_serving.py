"""A process whose secret is missing or short ends with 78 and names the file, before it serves."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from amaan.node.places import REPOSITORY
from amaan.node.serving import EXIT_UNSAFE, SHORTEST_SECRET, refuse_missing_secret

SERVING = {
    "public": (("serve", "public", "--port", "1"), "django-public"),
    "staff": (("serve", "staff", "--port", "1"), "django-staff"),
    "worker": (("worker",), "django"),
    "sealer": (("sealer",), "django"),
}


def run(data: Path, *command: str) -> subprocess.CompletedProcess[str]:
    taken = ("DJANGO_SETTINGS_MODULE", "AMAAN_PROCESS")
    environment = {name: value for name, value in os.environ.items() if name not in taken}
    environment |= {"AMAAN_DATA": str(data), "PYTHONPATH": str(REPOSITORY / "src")}
    return subprocess.run(
        [sys.executable, *command], env=environment, check=False, capture_output=True, text=True
    )


@pytest.mark.parametrize("name", SERVING)
@pytest.mark.parametrize("secret", [None, "", "x" * 31], ids=["missing", "empty", "short"])
def test_no_process_works_with_a_secret_that_everybody_knows(
    tmp_path: Path, name: str, secret: str | None
) -> None:
    command, file = SERVING[name]
    (tmp_path / "secrets").mkdir()
    if secret is not None:
        (tmp_path / "secrets" / file).write_text(secret)
    ended = run(tmp_path, "-m", "amaan", *command)
    assert ended.returncode == EXIT_UNSAFE == 78
    assert str(tmp_path / "secrets" / file) in ended.stderr


@pytest.mark.parametrize("site", ["public", "staff"])
def test_a_server_that_is_started_without_us_gets_no_application(tmp_path: Path, site: str) -> None:
    ended = run(tmp_path, "-c", f"import amaan.site.wsgi_{site}")
    assert ended.returncode == EXIT_UNSAFE
    assert str(tmp_path / "secrets" / f"django-{site}") in ended.stderr


def test_a_whole_secret_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMAAN_DATA", str(tmp_path))
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "django").write_text("x" * SHORTEST_SECRET)
    refuse_missing_secret("django")
