"""Who sees a person? The unit that recorded them and whoever holds a grant; keys have the same
scope.
"""

from typing import Final

from amaan.access.permissions import Permission
from amaan.kernel.row_security import ALWAYS, APP, WORKER, Policy, secured
from amaan.security.rules.asking import UNIT, holds, may

MINE: Final = f"unit = {UNIT}"
RECORDS: Final = f"{MINE} AND {may(Permission.IDENTITY_PERSON_RECORD)}"
# A blind index compares names without reading them: who could look into another unit's would learn
# whether a person is known there.
KEYS: Final = ("identity_name_key", "identity_identifier_key")

DECLARED: Final = (
    *secured(
        "identity_person",
        select={APP: f"{MINE} OR {holds('id')}", WORKER: ALWAYS},
        insert={APP: RECORDS},
        update={APP: RECORDS},
        columns={APP: "details, data_key, sex, age, version"},
    ),
    *(
        part
        for table in KEYS
        for part in secured(table, select={APP: MINE}, insert={APP: RECORDS}, delete={APP: RECORDS})
    ),
    Policy(
        "ledger_fact",
        "select_app_person",
        "SELECT",
        (APP,),
        using="about_kind = 'person'"
        " AND EXISTS (SELECT 1 FROM identity_person p WHERE p.id = about)",
    ),
)
