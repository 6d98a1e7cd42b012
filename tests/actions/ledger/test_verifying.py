"""Whoever changes any row, whatever rights they have in the database, is found at that row."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from amaan.kernel.chain import GENESIS, link_hash
from amaan.kernel.reasons import OutsideFailed
from amaan.ledger.actions import keep_check
from amaan.ledger.adapters.root_folder import RootFolder
from amaan.ledger.queries import last_check, recent_roots, root_numbered, rows
from amaan.ledger.queries.verifying import Scope
from amaan.ledger.rules.canon import event_bytes
from amaan.ledger.rules.checking import Wrong
from amaan.ledger.rules.roots import Head
from tests.actions.ledger.stand_ins import AT, LedgerAtHand

LENGTH = 6
FACT_EDITS = {
    "node": "'x'",
    "sequence": "sequence + 1000",
    "chain": "'PP'",
    "kind": "'x'",
    "about_kind": "'x'",
    "about": "gen_random_uuid()",
    "actor_kind": "'REPORTER'",
    "actor": "gen_random_uuid()",
    "person": "gen_random_uuid()",
    "unit": "gen_random_uuid()",
    "role": "'x'",
    "machine": "'x'",
    "event": "'x'",
    "before": "'x'",
    "after": "'x'",
    "reason": "'x'",
    "purpose": "'x'",
    "body": "'{\"a\": 1}'",
    "happened_at": "happened_at + interval '1 microsecond'",
    "recorded_at": "recorded_at - interval '1 day'",
    "release": "'PUBLIC'",
    "key": "'x'",
    "request": "gen_random_uuid()",
    "nonce": "'\\x00'",
    "data_key": "gen_random_uuid()",
    "sealed": "'\\x00'",
    "sealed_hash": "'\\x00'",
    "mac": "'\\x00'",
}
LINK_EDITS = {
    "previous": "decode(repeat('00', 32), 'hex')",
    "hash": "decode(repeat('00', 32), 'hex')",
    "position": "position + 1000",
    "chain": "'PP'",
    "fact_id": "gen_random_uuid()",
}


@pytest.fixture
def sealed(ledger: LedgerAtHand) -> LedgerAtHand:
    """Six facts of one agency and two of another, sealed and under one root."""
    ledger.write(LENGTH, fact={"sealed": b"envelope"})
    ledger.write(2, agency="PP")
    ledger.seal()
    ledger.sign()
    assert ledger.verify().ok
    return ledger


def found_at(ledger: LedgerAtHand) -> tuple[str, int | None, UUID | None]:
    first = ledger.first()
    return first.chain, first.position, first.fact


def test_a_ledger_as_written_is_good(sealed: LedgerAtHand) -> None:
    sealed.write(2)
    report = sealed.verify()
    assert report.ok
    assert report.first is None
    counts = (report.facts, report.pending, report.chains, report.roots, report.marks)
    assert counts == (LENGTH + 2, 2, 2, 1, True)


@pytest.mark.security("12a")
@pytest.mark.parametrize("column", [*FACT_EDITS])
def test_an_edit_of_any_column_of_a_fact_is_found_there(sealed: LedgerAtHand, column: str) -> None:
    position, fact = sealed.links()[3]
    edit = f"UPDATE ledger_fact SET {column} = {FACT_EDITS[column]} WHERE id = %s"
    assert sealed.tamper(edit, fact) == 1
    assert found_at(sealed) == ("FIA", position, fact)


@pytest.mark.security("12a")
@pytest.mark.parametrize("column", [*LINK_EDITS])
def test_an_edit_of_any_column_of_a_link_is_found_there(sealed: LedgerAtHand, column: str) -> None:
    sealed.tamper(f"UPDATE ledger_link SET {column} = {LINK_EDITS[column]} WHERE position = 3")
    assert found_at(sealed)[:2] == ("FIA", 3)


POISON = {
    "fraction": "body = '{\"a\": 0.5}'",
    "depth": "body = (repeat('[', 900) || repeat(']', 900))::jsonb",
    "digits": "body = ('{\"a\": ' || repeat('9', 9000) || '}')::jsonb",
    "list": "body = '[]'",
    "future": "happened_at = 'infinity'",
    "past": "recorded_at = '4000-01-01 BC'",
}


@pytest.mark.security("12a")
@pytest.mark.parametrize("poison", POISON)
def test_no_edit_makes_sealer_or_verifier_choke(ledger: LedgerAtHand, poison: str) -> None:
    facts = ledger.write(4)
    edit = f"UPDATE ledger_fact SET {POISON[poison]} WHERE id = %s"
    ledger.tamper(edit, facts[1])
    assert found_at(ledger) == ("FIA", None, facts[1])
    ledger.seal()
    ledger.tamper(edit, facts[2])
    assert [bad.position for bad in ledger.verify().findings] == [1, 2]


@pytest.mark.security("12a")
@pytest.mark.parametrize("column", ["previous", "hash"])
def test_a_link_of_wrong_length_is_found_there(sealed: LedgerAtHand, column: str) -> None:
    sealed.tamper(f"UPDATE ledger_link SET {column} = '\\x00' WHERE position = 3")
    assert found_at(sealed)[:2] == ("FIA", 3)


@pytest.mark.security("12b")
@pytest.mark.parametrize(
    "edit", ["heads = '[1]'", "heads = '{\"FIA\": 1}'", "made_at = 'infinity'"]
)
def test_a_root_that_cannot_be_read_is_found(sealed: LedgerAtHand, edit: str) -> None:
    sealed.tamper(f"UPDATE ledger_root SET {edit}")
    assert (sealed.first().what, sealed.first().root) == (Wrong.ROOT_UNREADABLE, 1)


@pytest.mark.security("12a")
@pytest.mark.parametrize("position", range(LENGTH))
def test_a_deleted_fact_is_found_at_its_place(sealed: LedgerAtHand, position: int) -> None:
    fact = sealed.links()[position][1]
    sealed.tamper("DELETE FROM ledger_fact WHERE id = %s", fact)
    assert found_at(sealed) == ("FIA", position, fact)
    assert sealed.first().what is Wrong.FACT_MISSING


@pytest.mark.security("12a")
@pytest.mark.parametrize("position", range(LENGTH))
def test_a_fact_deleted_with_its_link_is_found_too(sealed: LedgerAtHand, position: int) -> None:
    fact = sealed.links()[position][1]
    sealed.tamper("DELETE FROM ledger_fact WHERE id = %s", fact)
    sealed.tamper("DELETE FROM ledger_link WHERE fact_id = %s", fact)
    assert found_at(sealed)[:2] == ("FIA", position)


@pytest.mark.security("12a")
@pytest.mark.parametrize("left", range(LENGTH))
def test_a_cut_end_is_found_at_the_first_lost_row(sealed: LedgerAtHand, left: int) -> None:
    sealed.tamper("DELETE FROM ledger_link WHERE chain = 'FIA' AND position >= %s", left)
    first = sealed.first()
    assert (first.what, first.chain, first.position) == (Wrong.CHAIN_CUT, "FIA", left)


@pytest.mark.security("12a")
def test_a_cut_is_found_before_the_next_root_is_signed(ledger: LedgerAtHand) -> None:
    ledger.write(3)
    ledger.seal()
    ledger.tamper("DELETE FROM ledger_fact WHERE id = %s", ledger.links()[2][1])
    ledger.tamper("DELETE FROM ledger_link WHERE position = 2")
    first = ledger.first()
    assert (first.what, first.position) == (Wrong.CHAIN_CUT, 2)


@pytest.mark.security("12a")
def test_an_emptied_ledger_is_found(sealed: LedgerAtHand) -> None:
    sealed.tamper("TRUNCATE ledger_link, ledger_fact")
    assert sealed.first().what is Wrong.CHAIN_CUT
    assert found_at(sealed)[:2] == ("FIA", 0)


@pytest.mark.security("12a")
@pytest.mark.parametrize("linked", [False, True])
def test_a_fact_put_in_without_the_key_is_found(sealed: LedgerAtHand, linked: bool) -> None:
    copy = uuid4()
    sealed.tamper(
        "INSERT INTO ledger_fact SELECT (jsonb_populate_record(fact, jsonb_build_object("
        "'id', %s::text, 'sequence', 999, 'xid', pg_current_xact_id()::text))).*"
        " FROM ledger_fact AS fact WHERE fact.id = (SELECT fact_id FROM ledger_link"
        " WHERE chain = 'FIA' AND position = 0)",
        str(copy),
    )
    if linked:
        sealed.seal()
    assert found_at(sealed) == ("FIA", LENGTH if linked else None, copy)
    assert sealed.first().what is Wrong.MARK_DIFFERS


@pytest.mark.security("12a")
@pytest.mark.parametrize("position", range(LENGTH - 1))
def test_two_rows_in_another_order_are_found(sealed: LedgerAtHand, position: int) -> None:
    here, there = (sealed.links()[place][1] for place in (position, position + 1))
    swap = "UPDATE ledger_link SET fact_id = %s WHERE fact_id = %s"
    spare = uuid4()
    for new, old in ((spare, here), (here, there), (there, spare)):
        sealed.tamper(swap, new, old)
    assert found_at(sealed)[:2] == ("FIA", position)


@pytest.mark.security("12a")
def test_an_edit_before_sealing_is_found_by_the_mark(ledger: LedgerAtHand) -> None:
    facts = ledger.write(3)
    ledger.tamper("UPDATE ledger_fact SET reason = 'x' WHERE id = %s", facts[1])
    assert found_at(ledger) == ("FIA", None, facts[1])
    ledger.seal()
    assert found_at(ledger) == ("FIA", 1, facts[1])
    assert ledger.first().what is Wrong.MARK_DIFFERS


def chain_again(ledger: LedgerAtHand) -> None:
    """What a patient administrator does: every link made new, so that the chain holds by itself."""
    previous = GENESIS
    kept = ledger.ask(
        f"SELECT {rows.FACT_COLUMNS} FROM ledger_fact AS fact WHERE chain = 'FIA' ORDER BY sequence"
    )
    ledger.tamper("DELETE FROM ledger_link WHERE chain = 'FIA'")
    for position, values in enumerate(kept):
        fact = rows.as_fact(values)
        new = link_hash(previous, event_bytes(fact))
        ledger.tamper(
            "INSERT INTO ledger_link (fact_id, chain, position, previous, hash, linked_at)"
            " VALUES (%s, 'FIA', %s, %s, %s, now())",
            fact["id"], position, previous, new,
        )  # fmt: skip
        previous = new


@pytest.mark.security("12b")
def test_a_chain_made_again_without_a_fact_meets_the_root(sealed: LedgerAtHand) -> None:
    sealed.write(3)
    sealed.seal()
    sealed.tamper("DELETE FROM ledger_fact WHERE id = %s", sealed.links()[2][1])
    chain_again(sealed)
    first = sealed.first()
    assert (first.what, first.chain, first.position) == (Wrong.HEAD_DIFFERS, "FIA", 0)


@pytest.mark.security("12a")
def test_a_change_after_a_sound_root_is_narrowed_to_what_came_later(sealed: LedgerAtHand) -> None:
    sealed.write(4)
    sealed.seal()
    sealed.sign(AT + timedelta(hours=1))
    sealed.tamper("DELETE FROM ledger_fact WHERE id = %s", sealed.links()[LENGTH + 1][1])
    chain_again(sealed)
    sealed.write(2)
    first = sealed.first()
    assert (first.what, first.position) == (Wrong.CHAIN_CUT, LENGTH + 3)
    sealed.write(2)
    chain_again(sealed)
    first = sealed.first()
    assert (first.what, first.position) == (Wrong.HEAD_DIFFERS, LENGTH)


def edit_root(ledger: LedgerAtHand) -> None:
    ledger.tamper("UPDATE ledger_root SET made_at = made_at + interval '1 hour'")


def edit_heads(ledger: LedgerAtHand) -> None:
    ledger.tamper("UPDATE ledger_root SET heads = heads - 'PP'")


def forge_key(ledger: LedgerAtHand) -> None:
    ledger.tamper("UPDATE ledger_root SET key_id = gen_random_uuid()")


def drop_root(ledger: LedgerAtHand) -> None:
    ledger.tamper("DELETE FROM ledger_root")


@pytest.mark.security("12b")
@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (edit_root, Wrong.ROOT_UNSIGNED),
        (edit_heads, Wrong.ROOT_DIFFERS),
        (forge_key, Wrong.ROOT_UNSIGNED),
        (drop_root, Wrong.ROOT_MISSING),
    ],
)
def test_a_root_changed_in_the_table_is_found(
    sealed: LedgerAtHand, spoil: Callable[[LedgerAtHand], None], what: Wrong
) -> None:
    spoil(sealed)
    first = sealed.first()
    assert (first.what, first.root) == (what, 1)


@pytest.mark.security("12b")
def test_a_lost_or_spoiled_root_file_is_found(sealed: LedgerAtHand) -> None:
    (file,) = sealed.folder.files()
    kept = file.read_bytes()
    file.unlink()
    assert sealed.first().what is Wrong.ROOT_NOT_KEPT
    file.write_bytes(kept[:-9])
    assert sealed.first().what is Wrong.ROOT_UNREADABLE
    file.write_bytes(kept)
    assert sealed.verify().ok
    (sealed.folder.path / "heads.json").write_text("{}")
    assert sealed.first().what is Wrong.ROOT_UNREADABLE


@pytest.mark.security("12b")
def test_an_anchor_outside_convicts_who_holds_table_folder_and_signing_key(
    sealed: LedgerAtHand, tmp_path: Path
) -> None:
    anchor = RootFolder(tmp_path / "ombudsman")
    shutil.copytree(sealed.folder.path, anchor.path)
    (anchor.path / "heads.json").unlink()
    sealed.tamper("DELETE FROM ledger_fact WHERE id = %s", sealed.links()[1][1])
    chain_again(sealed)
    sealed.tamper("DELETE FROM ledger_root")
    shutil.rmtree(sealed.folder.path)
    sealed.restart()
    sealed.sealing.start()
    sealed.folder.keep_heads("national", sealed.sealing.heads)
    sealed.sign()
    assert sealed.verify().ok
    report = sealed.verify(anchors=[anchor])
    assert [bad.what for bad in report.findings] == [Wrong.CHAIN_CUT, Wrong.ROOT_DIFFERS]
    assert report.first is not None
    assert (report.first.chain, report.first.position) == ("FIA", LENGTH - 1)


def test_an_anchor_that_began_later_is_no_fault(sealed: LedgerAtHand, tmp_path: Path) -> None:
    second = sealed.sign(AT + timedelta(hours=1))
    anchor = RootFolder(tmp_path / "court")
    anchor.keep_root(second)
    assert sealed.verify(anchors=[anchor]).ok


def test_a_forged_anchor_is_named_as_unsigned(sealed: LedgerAtHand, tmp_path: Path) -> None:
    anchor = RootFolder(tmp_path / "court")
    root = sealed.sign(AT + timedelta(hours=1))
    forged = replace(root.statement, heads={"FIA": Head(99, "aa" * 32)})
    anchor.keep_root(replace(root, statement=forged, root=forged.root()))
    report = sealed.verify(anchors=[anchor])
    assert [bad.what for bad in report.findings] == [Wrong.ROOT_UNSIGNED, Wrong.ROOT_DIFFERS]


def test_one_agency_can_be_verified_alone(sealed: LedgerAtHand) -> None:
    sealed.tamper("UPDATE ledger_fact SET reason = 'x' WHERE chain = 'PP'")
    assert sealed.verify(scope=Scope(agency="FIA")).ok
    assert not sealed.verify(scope=Scope(agency="PP")).ok
    assert sealed.verify(scope=Scope(agency="NONE")).facts == 0


def test_only_later_links_are_read_from_a_moment_on(sealed: LedgerAtHand) -> None:
    moment = sealed.ask("SELECT max(linked_at) + interval '1 microsecond' FROM ledger_link")[0][0]
    assert sealed.verify(scope=Scope(since=moment)).facts == 0
    later = sealed.write(2)
    sealed.seal()
    assert sealed.verify(scope=Scope(since=moment)).facts == 2
    sealed.tamper("UPDATE ledger_fact SET reason = 'x' WHERE id = %s", later[0])
    first = sealed.verify(scope=Scope(since=moment)).first
    assert first is not None
    assert first.position == LENGTH


def test_without_keys_the_chains_are_still_checked(sealed: LedgerAtHand) -> None:
    report = sealed.verify(keys=False)
    assert (report.ok, report.marks) == (True, False)
    sealed.tamper("UPDATE ledger_fact SET reason = 'x' WHERE id = %s", sealed.links()[2][1])
    first = sealed.verify(keys=False).first
    assert first is not None
    assert (first.what, first.position) == (Wrong.FACT_EDITED, 2)


def test_a_silent_key_service_is_no_verdict(sealed: LedgerAtHand) -> None:
    sealed.keys.silent = True
    with pytest.raises(OutsideFailed):
        sealed.verify()


def test_a_check_is_kept_with_its_first_bad_row(sealed: LedgerAtHand) -> None:
    keep_check(sealed.verify(), node="national", at=AT, using="audit")
    good = last_check("audit")
    assert good is not None
    assert good.ok
    sealed.tamper("DELETE FROM ledger_fact WHERE id = %s", sealed.links()[4][1])
    keep_check(
        sealed.verify(), node="national", at=AT + timedelta(hours=1), since=AT, using="audit"
    )
    bad = last_check("audit")
    assert bad is not None
    assert (bad.ok, bad.findings[0]["position"]) == (False, 4)
    assert last_check("audit", whole=True) == good


def test_roots_are_listed_newest_first(sealed: LedgerAtHand) -> None:
    sealed.sign(AT + timedelta(hours=1))
    assert [root.number for root in recent_roots(using="audit")] == [2, 1]
    assert root_numbered(2, "audit") is not None
    assert root_numbered(9, "audit") is None
