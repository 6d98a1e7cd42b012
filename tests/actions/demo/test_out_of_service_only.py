"""No command of the demonstration touches a node that is in service."""

from pathlib import Path
from typing import Any, NoReturn

import pytest
from django.db import connections
from typer.testing import CliRunner

from amaan.demo import program as at_hand
from amaan.demo import refusing
from amaan.demo.demonstration import Demonstration
from amaan.demo.management import program
from amaan.node.cluster import ClusterFailed
from amaan.node.database import StepFailed
from amaan.node.places import Places
from tests.factories.nation import as_owner

pytestmark = pytest.mark.usefixtures("db")
MARK = """INSERT INTO security_node_mark (id, in_service, authority_id, responsible, order_number,
    reason, marked_at, marked_by) SELECT gen_random_uuid(), %s, id, 'Somebody', 'SO/1', 'Moves',
    now(), gen_random_uuid() FROM directory_agency LIMIT 1"""
ASKED = {"generate": ["--reports", "1"]}
STAGES = sorted(
    str(it.name or it.callback.__name__) for it in program.registered_commands if it.callback
)
AT_HAND: tuple[list[str], ...] = (
    [],
    ["--check"],
    ["--background"],
    ["stop"],
    ["otp", "duty.pb"],
    ["reset"],
)


@pytest.fixture(autouse=True)
def database_of_the_test(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is asked is the database of this test; the data folder is empty."""
    monkeypatch.setenv("AMAAN_DATA", str(tmp_path))

    def parameters(_where: Places, _role: str) -> dict[str, Any]:
        known = connections["owner"].settings_dict
        same = {"host": "HOST", "port": "PORT", "dbname": "NAME", "user": "USER"}
        return {name: known[key] for name, key in {**same, "password": "PASSWORD"}.items()}

    monkeypatch.setattr(refusing, "connection_parameters", parameters)


def not_reached(*_: object, **__: object) -> NoReturn:
    raise AssertionError("a node in service was touched")


@pytest.mark.parametrize("stage", STAGES)
def test_no_stage_runs_in_service(stage: str) -> None:
    as_owner(MARK, True)
    result = CliRunner().invoke(program, [stage, *ASKED.get(stage, [])])
    assert isinstance(result.exception, StepFailed)
    assert str(result.exception) == refusing.SAID


@pytest.mark.parametrize("words", AT_HAND, ids=" ".join)
def test_nothing_at_hand_is_done_in_service(
    words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("run", "start_in_background", "end_leftovers", "embedded_cluster", "read_card"):
        monkeypatch.setattr(at_hand, name, not_reached)
    as_owner(MARK, True)
    result = CliRunner().invoke(at_hand.app, words)
    assert result.exit_code == 1
    assert refusing.SAID in result.output


def test_a_start_asks_before_it_ends_any_process(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("amaan.demo.demonstration.end_leftovers", not_reached)
    as_owner(MARK, True)
    with pytest.raises(StepFailed, match="in service"):
        Demonstration(Places(tmp_path), print).start()


@pytest.mark.parametrize("marks", [[], [True, False]])
def test_out_of_service_nothing_is_kept_from(marks: list[bool], tmp_path: Path) -> None:
    for mark in marks:
        as_owner(MARK, mark)
    refusing.refuse_in_service(Places(tmp_path))


@pytest.mark.parametrize("starts", [True, False])
def test_a_database_that_is_down_is_asked_before_it_is_cleared(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, starts: bool
) -> None:
    class Down:
        folder = tmp_path

        def start(self) -> bool:
            if not starts:
                raise ClusterFailed("no space")
            return True

    monkeypatch.setattr(refusing, "embedded_cluster", lambda _: Down())
    as_owner(MARK, True)
    refusing.refuse_to_clear(Places(tmp_path))  # nothing has been made there
    (tmp_path / "PG_VERSION").write_text("15")
    said = refusing.SAID if starts else refusing.UNSURE
    with pytest.raises(StepFailed, match=said):
        refusing.refuse_to_clear(Places(tmp_path))
