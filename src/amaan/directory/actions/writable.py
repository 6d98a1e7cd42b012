"""Can the tables hold this entry? Asked before anything is written, so that a preview knows what
the database would refuse.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from django.core.exceptions import ValidationError
from django.db.models import Model

from amaan.kernel.reasons import Reason

CODES: Final = {
    "max_length": "cell-too-long",
    "max_value": "cell-too-large",
    "min_value": "cell-too-small",
}


def reasons_against_columns_of(entry: Model, column_of: Mapping[str, str]) -> Iterator[Reason]:
    """Texts too long and numbers out of range, by the validators of the table's own columns;
    `column_of` gives the name that the file uses for a column.
    """
    for field in entry._meta.concrete_fields:
        try:
            field.run_validators(getattr(entry, field.attname))
        except ValidationError as refused:
            for error in refused.error_list:
                limit = (error.params or {}).get("limit_value", 0)
                named = {"field": column_of.get(field.name, field.name), "limit": limit}
                yield Reason(CODES[str(error.code)], named)
