"""How does a policy ask who looks? Each question as a scalar subquery, so that it runs once a
statement and equality still reaches the index.

The functions resolve the secret of the pass; none of them believes a claim (security.md section 7).
"""

from collections.abc import Iterator
from typing import Final

from amaan.access.permissions import Permission
from amaan.directory.rules.districts import TerritoryKind
from amaan.kernel.reasons import Audience, Reason
from amaan.kernel.row_security import (
    Declarations,
    Function,
    Trigger,
    quoted,
)

SEAT: Final = "(SELECT security_seat())"
UNIT: Final = "(SELECT security_unit())"
PICTURE: Final = "(SELECT security_picture())"
TERRITORY: Final = "(SELECT security_territory())"
REPORTER: Final = "(SELECT access_complaint())"
SIGNED_IN: Final = f"{SEAT} IS NOT NULL"


def may(permission: Permission) -> str:
    """Whoever looks has this permission by the role of the seat."""
    return f"(SELECT security_may({quoted(permission)}))"


def holds(record: str) -> str:
    """A live grant opens the record in this column to the unit or the seat that looks."""
    return f"security_holds({record})"


def not_excluded(record: str) -> str:
    """The unit that looks is not excluded from the record, whatever it got before."""
    return f"NOT security_excluded({record}, {UNIT})"


def in_picture() -> str:
    """The row lies in the territory whose picture this seat may see."""
    return (
        f"({PICTURE} = {quoted(TerritoryKind.NATION)}"
        f" OR ({PICTURE} = {quoted(TerritoryKind.PROVINCE)} AND province = {TERRITORY})"
        f" OR ({PICTURE} = {quoted(TerritoryKind.DISTRICT)} AND district = {TERRITORY}))"
    )


def reasons_against_reading(*, excluded: bool) -> Iterator[Reason]:
    """The first wall says what the trigger below it says by itself; who is kept away is told to
    nobody who does not review it.
    """
    if excluded:
        yield Reason("unit-excluded", audience=Audience.GUARDED)


# As the owner: the role that writes may not read exclusions, or an accused office could find out by
# trying. The trigger stands below every Python rule: a step that forgets to ask is refused all the
# same, and so is raw SQL of a captured process.
REFUSES = """
BEGIN
    IF EXISTS (SELECT 1 FROM security_exclusion x WHERE x.record IN ({records}) AND x.unit IN ({units})) THEN
        RAISE EXCEPTION 'no reader may be added here' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
"""  # noqa: E501  (one condition, read aloud)


def refuses_excluded(name: str, *, records: str, units: str) -> Function:
    """The trigger function that lets no excluded unit into a row: `records` and `units` name
    columns of the row, comma-separated.
    """
    body = REFUSES.format(records=of_new(records), units=of_new(units))
    return Function(name, "", "trigger", body, definer=True, volatile=True)


def of_new(columns: str) -> str:
    return ", ".join(f"NEW.{column.strip()}" for column in columns.split(","))


def never_reaches_the_excluded(
    table: str, function: str, *columns: str, name: str = ""
) -> Declarations:
    """The trigger on one table; `columns` are those whose change can let somebody in."""
    return (
        Trigger(
            table,
            name or f"{table}_never_reaches_the_excluded",
            ("INSERT", "UPDATE"),
            function,
            columns,
        ),
    )
