"""What is bound into an envelope: a column of a record, or of a row below it."""

from uuid import UUID

from amaan.kernel.place import Place, PlaceBelow

RECORD, ROW = UUID(int=1), UUID(int=2)


def test_a_column_of_the_record_itself() -> None:
    assert bytes(Place("casework_dossier", "title").of(RECORD)) == (
        b"casework_dossier|00000000-0000-0000-0000-000000000001|title|1"
    )


def test_a_column_of_a_row_below_it_names_the_row() -> None:
    assert bytes(PlaceBelow("intake_message", "body").of(RECORD, ROW)) == (
        b"intake_message|00000000-0000-0000-0000-000000000001"
        b"|body/00000000-0000-0000-0000-000000000002|1"
    )


def test_another_schema_is_another_place() -> None:
    assert Place("t", "c", 2).of(RECORD) != Place("t", "c").of(RECORD)
