"""How many guards has nobody seen missed by a test? The numbers here may only get smaller.

Whoever adds a guard proves it by `bin/prove sabotage python` with a part of its name; the failure
tells file and line of all that are not proved.
"""

from tests.sabotage.found import SQL, read, unproved

IN_PYTHON = 0
IN_SQL = 0


def test_guards_of_the_code() -> None:
    left = list(unproved())
    assert len(left) <= IN_PYTHON, "\n".join(left)


def test_guards_of_the_database() -> None:
    left = [name for name, row in read(SQL).items() if row["outcome"] != "noticed"]
    assert len(left) <= IN_SQL, "\n".join(left)
