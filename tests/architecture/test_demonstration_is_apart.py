"""The demonstration is no part of the product: no process of a node loads it."""

from importlib import import_module

import pytest

from amaan.node.places import REPOSITORY

SETTINGS = REPOSITORY / "src" / "amaan" / "site" / "settings"
KINDS = sorted(
    file.stem for file in SETTINGS.glob("*.py") if file.stem not in {"__init__", "base", "test"}
)


def test_there_are_settings_to_look_at() -> None:
    assert KINDS == ["audit", "owner", "public", "staff", "worker"]


@pytest.mark.parametrize("kind", KINDS)
def test_no_process_has_the_demonstration_installed(kind: str) -> None:
    settings = import_module(f"amaan.site.settings.{kind}")
    assert [name for name in settings.INSTALLED_APPS if name.startswith("amaan.demo")] == []
    assert "amaan.site.apps.SiteConfig" in settings.INSTALLED_APPS


def test_no_unit_of_a_server_names_it() -> None:
    deploy = REPOSITORY / "deploy"
    texts = {file: file.read_text("utf-8") for file in deploy.rglob("*") if file.is_file()}
    assert [str(file) for file, text in texts.items() if "amaan.demo" in text] == []
    assert [str(file) for file, text in texts.items() if "amaan demo" in text] == []
