"""Which offices of a district may a reporter choose from? Names only, of bodies with officials."""

from django.db import migrations

from amaan.access.row_security import PUBLIC, definer

# Neither shelters nor partners: an office complained of has officials, and an address of a shelter
# must not even be told by its name in a list.
OFFICES = """
BEGIN
    RETURN QUERY
    WITH RECURSIVE places AS (
        SELECT t.id FROM directory_territory t WHERE t.id = place
        UNION SELECT t.id FROM directory_territory t JOIN places p ON t.parent_id = p.id
    )
    SELECT u.id, a.kind::text, u.name_en::text, u.name_ur::text
      FROM directory_unit u JOIN directory_agency a ON a.id = u.agency_id
     WHERE u.territory_id IN (SELECT p.id FROM places p)
       AND u.kind <> 'SHELTER' AND NOT u.is_intake_desk AND NOT u.is_oversight_pool
       AND a.kind IN ('POLICE', 'INVESTIGATION', 'LABOUR', 'SOCIAL_WELFARE', 'CHILD_PROTECTION')
       AND (u.valid_from IS NULL OR u.valid_from <= current_date)
       AND (u.valid_to IS NULL OR u.valid_to > current_date);
END
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_walls"), ("directory", "0002_row_security")]
    operations = [
        definer(
            "intake_public_offices(place uuid)",
            "TABLE (unit uuid, kind text, name_en text, name_ur text)",
            OFFICES,
            PUBLIC,
        )
    ]
