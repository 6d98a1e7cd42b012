"""What can change of a clock, a task, a notice: how it went, never what it is about."""

from amaan.work.rules.changing import CHANGEABLE


def test_what_a_row_is_about_never_changes() -> None:
    for columns in CHANGEABLE.values():
        named = {it.strip() for it in columns.split(",")}
        assert not named & {"id", "record", "record_kind", "kind", "started_at"}


def test_a_task_and_a_notice_can_only_be_finished_and_read() -> None:
    assert CHANGEABLE["work_task"] == "done_at, done_by"
    assert CHANGEABLE["work_notice"] == "read_at"
