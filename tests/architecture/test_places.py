"""A sealed column has one place, used to seal and to open, and no place opens another's text."""

import ast
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models

from amaan.access.fields import SealedField
from amaan.kernel.envelope import Aad, CannotOpen, new_data_key, seal, unseal
from amaan.kernel.place import Place, PlaceBelow
from amaan.node.places import REPOSITORY

SOURCE = REPOSITORY / "src" / "amaan"
THE_ONE_PLACE = SOURCE / "kernel" / "place.py"
BY_HAND = {
    # What a client asks the key service to open; the client took it from a place.
    SOURCE / "keyservice" / "messages.py",
}
RECORD, ROW = UUID(int=7), UUID(int=8)
# What texts that lie in tables were bound to. A line changes only together with all of them.
BOUND_TO = {
    b"casework_dossier|%(record)s|title|1",
    b"casework_entry|%(record)s|text/%(row)s|1",
    b"identity_person|%(record)s|details|1",
    b"intake_code|%(record)s|private|1",
    b"intake_complaint|%(record)s|answers|1",
    b"intake_message|%(record)s|body/%(row)s|1",
    b"intake_reporter_act|%(record)s|body/%(row)s|1",
    b"referral_progress|%(record)s|text/%(row)s|1",
    b"referral_referral|%(record)s|needs|1",
    b"screening_decision|%(record)s|reasons/%(row)s|1",
    b"screening_decision|%(record)s|review_reasons/%(row)s|1",
}


def sealed_fields() -> list[SealedField]:
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    return [field for field in fields if isinstance(field, SealedField)]


def bound(place: Place | PlaceBelow | None) -> Aad:
    assert place is not None
    return place.of(RECORD) if isinstance(place, Place) else place.of(RECORD, ROW)


def made_by_hand(text: str) -> Iterator[int]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else None
            called = node.func.id if isinstance(node.func, ast.Name) else name
            if called == "Aad":
                yield node.lineno


def test_what_a_text_is_bound_to_comes_from_a_place() -> None:
    wrong = [
        f"{path.relative_to(REPOSITORY)}:{line}"
        for path in sorted(set(SOURCE.rglob("*.py")) - BY_HAND - {THE_ONE_PLACE})
        for line in made_by_hand(path.read_text("utf-8"))
    ]
    assert wrong == []


@pytest.mark.parametrize("path", [THE_ONE_PLACE, *sorted(BY_HAND)], ids=lambda path: path.name)
def test_the_search_sees_those_that_may(path: Path) -> None:
    assert list(made_by_hand(path.read_text("utf-8")))


def test_every_sealed_column_is_bound_as_its_texts_were() -> None:
    names = {b"record": str(RECORD).encode(), b"row": str(ROW).encode()}
    places = [bytes(bound(field.place)) for field in sealed_fields()]
    assert sorted(places) == sorted(line % names for line in BOUND_TO)


def test_a_text_sealed_for_one_place_opens_in_no_other() -> None:
    places, key = [bound(field.place) for field in sealed_fields()], new_data_key()
    for here, there in permutations(places, 2):
        envelope = seal(b"text", key, here)
        assert unseal(envelope, key, here) == b"text"
        with pytest.raises(CannotOpen):
            unseal(envelope, key, there)


def test_a_text_opens_in_no_other_row_of_its_column() -> None:
    place, key = PlaceBelow("intake_message", "body"), new_data_key()
    envelope = seal(b"text", key, place.of(RECORD, ROW))
    for record, row in ((RECORD, UUID(int=9)), (UUID(int=9), ROW), (ROW, RECORD)):
        with pytest.raises(CannotOpen):
            unseal(envelope, key, place.of(record, row))


@pytest.mark.parametrize(
    "place",
    [None, Place("intake_message", "body"), Place("places_note", "title")],
    ids=["none", "another table", "another column"],
)
def test_a_column_without_its_own_place_is_an_error(place: Place | None) -> None:
    class Note(models.Model):
        text = SealedField(place)

        class Meta:
            app_label = "places"
            db_table = "places_note"
            apps = type(apps)()

    field = Note._meta.get_field("text")
    assert isinstance(field, SealedField)
    assert [it.id for it in field.check_place()] == ["access.E001"]
