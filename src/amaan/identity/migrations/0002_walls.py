"""A person is seen by the unit that recorded them and by whoever holds a grant; keys have the same scope."""

from django.db import migrations

from amaan.access.row_security import APP, WORKER, policy, secure

MINE = "unit = (SELECT security_unit())"
RECORDS = f"{MINE} AND (SELECT security_may('identity:person:record'))"


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_initial"), ("security", "0002_walls")]
    operations = [
        secure(
            "identity_person",
            select={APP: f"{MINE} OR security_holds(id)", WORKER: "true"},
            insert={APP: RECORDS},
            update={APP: RECORDS},
            columns={APP: "details, data_key, sex, age, version"},
        ),
        secure(
            "identity_name_key", select={APP: MINE}, insert={APP: RECORDS}, delete={APP: RECORDS}
        ),
        secure(
            "identity_identifier_key",
            select={APP: MINE},
            insert={APP: RECORDS},
            delete={APP: RECORDS},
        ),
        policy(
            "ledger_fact",
            "select_app_person",
            "SELECT",
            APP,
            "USING (about_kind = 'person' AND EXISTS (SELECT 1 FROM identity_person p WHERE p.id = about))",
        ),
    ]
