"""What can change of a row of the directory: its end and what is reported anew."""

from amaan.directory.rules.changing import CHANGEABLE


def test_a_version_can_only_be_superseded() -> None:
    versions = {"calendar_version", "clock_limit", "helpline", "offence_version"}
    for name in versions:
        assert CHANGEABLE[f"directory_{name}"] == "superseded_at"


def test_what_a_row_is_about_never_changes() -> None:
    for columns in CHANGEABLE.values():
        named = {it.strip() for it in columns.split(",")}
        assert not named & {"id", "entry", "unit_id", "agency_id", "territory_id", "recorded_at"}


def test_a_territory_is_only_added() -> None:
    assert "directory_territory" not in CHANGEABLE
