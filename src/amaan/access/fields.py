"""Columns that never hold plain text: envelopes, and keyed indexes."""

from typing import Any

from django.core.checks import CheckMessage, Error
from django.core.exceptions import ValidationError
from django.db import models

from amaan.kernel.envelope import CannotOpen, version_of
from amaan.kernel.place import Place, PlaceBelow

INDEX_BYTES = 32


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """An envelope of `kernel.envelope`; anything else is refused before it reaches the database.

    `place` is what its texts are bound to. It is no part of the table, so migrations go without.
    """

    description = "Sealed text"

    def __init__(self, place: Place | PlaceBelow | None = None, **options: Any) -> None:
        self.place = place
        super().__init__(**options)

    def check(self, **options: Any) -> list[CheckMessage]:
        return [*super().check(**options), *self.check_place()]

    def check_place(self) -> list[CheckMessage]:
        """Another column's place would seal well and open well, until one of the two is moved."""
        stands_in = f"{self.model._meta.db_table}.{self.column}"
        if self.place is not None and f"{self.place.table}.{self.place.column}" == stands_in:
            return []
        return [Error(f"its place is not {stands_in}", obj=self, id="access.E001")]

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002
        if value is not None:
            refuse_plain(bytes(value))
        return super().get_db_prep_value(value, connection, prepared)


class KeyedIndexField(models.BinaryField):  # type: ignore[type-arg]
    """32 bytes of HMAC-SHA256 made by the key service; equality only."""

    description = "Keyed index"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002
        if value is not None and len(bytes(value)) != INDEX_BYTES:
            raise ValidationError("a keyed index has 32 bytes")
        return super().get_db_prep_value(value, connection, prepared)


def refuse_plain(value: bytes) -> None:
    """Raise ValidationError when the bytes are no envelope that we know."""
    try:
        version_of(value)
    except CannotOpen:
        raise ValidationError("a sealed column takes envelopes only") from None
