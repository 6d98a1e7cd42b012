"""Roots and heads as files: whole or absent, readable by the group only."""

from datetime import datetime, timezone
from pathlib import Path
from uuid import UUID

import pytest

from amaan.ledger.adapters.root_folder import RootFolder
from amaan.ledger.rules.roots import Head, Root, RootStatement


def root_numbered(number: int) -> Root:
    at = datetime(2026, 11, 24, number, tzinfo=timezone.utc)
    statement = RootStatement("national", number, at, {"FIA": Head(1, "aa" * 32)})
    return Root(statement, statement.root(), UUID(int=1), b"s" * 64)


def test_an_empty_or_absent_folder_holds_nothing(tmp_path: Path) -> None:
    folder = RootFolder(tmp_path / "roots")
    assert folder.heads() == {}
    assert list(folder.roots()) == []
    assert folder.last() is None
    assert not folder.holds(root_numbered(1))


def test_what_is_kept_comes_back_in_order(tmp_path: Path) -> None:
    folder = RootFolder(tmp_path / "roots")
    for number in (2, 1, 3):
        folder.keep_root(root_numbered(number))
    folder.keep_heads("national", {"FIA": Head(7, "bb" * 32)})
    assert list(folder.roots()) == [root_numbered(number) for number in (1, 2, 3)]
    assert folder.last() == root_numbered(3)
    assert folder.holds(root_numbered(2))
    assert folder.heads() == {"FIA": Head(7, "bb" * 32)}
    assert str(folder) == str(tmp_path / "roots")


def test_files_are_for_owner_and_group_only(tmp_path: Path) -> None:
    folder = RootFolder(tmp_path)
    folder.keep_root(root_numbered(1))
    folder.keep_heads("national", {})
    modes = {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
    assert modes == {0o640}
    assert not list(tmp_path.glob(".*"))


def test_a_spoiled_file_is_named(tmp_path: Path) -> None:
    folder = RootFolder(tmp_path)
    (tmp_path / "root-00000001.json").write_text("{")
    (tmp_path / "heads.json").write_text("[]")
    with pytest.raises(ValueError, match="root-00000001"):
        list(folder.roots())
    with pytest.raises(ValueError, match=r"heads\.json"):
        folder.heads()
