"""Whose seat is behind the pass, what may it do, which records does it hold, who is shut out?

Every answer is looked up as the owner, from the secret of the running transaction. The callers can
read none of these tables as widely as the functions do, and get back an id or a yes.
"""

from typing import Final

from amaan.access.permissions import Permission
from amaan.directory.rules.districts import TerritoryKind
from amaan.kernel.actor import ActorKind
from amaan.kernel.row_security import (
    APP,
    KEYS,
    RUN_TIME,
    SERVING,
    WORKER,
    definer,
    lasting,
    listed,
    quoted,
)
from amaan.ledger.rules.waiting import OLDEST_WAITING
from amaan.security.rules import passes
from amaan.security.rules.asking import refuses_excluded
from amaan.security.rules.purposes import ExclusionBasis
from amaan.security.rules.roles import PICTURE_OF_NATION, PICTURE_OF_TERRITORY

STAFF: Final = quoted(ActorKind.STAFF)
WORKS: Final = f"session_user = {quoted(WORKER)}"
# Each day anew: a seat that has ended, or begins tomorrow, opens nothing even with a live pass.
LIVE_SEAT: Final = "s.starts_on <= current_date AND (s.ends_on IS NULL OR s.ends_on > current_date)"
# A pass in the table is worth what it was issued for, and only until it ends.
LIVE_PASS: Final = f"x.kind = {STAFF} AND x.ended_at IS NULL AND x.expires_at > now()"
# A grant that has ended is history: it stays in the table and opens nothing.
LIVE_GRANT_ROW: Final = (
    "g.ended_at IS NULL AND g.starts_at <= now() AND (g.expires_at IS NULL OR g.expires_at > now())"
)

SEAT: Final = f"""
DECLARE found uuid;
BEGIN
    SELECT s.id INTO found FROM security_seat s JOIN security_staff p ON p.id = s.staff_id
     WHERE s.id = access_subject({STAFF})
       -- Somebody who was suspended a minute ago still has a cookie.
       AND p.is_active
       AND {LIVE_SEAT};
    RETURN found;
END
"""
UNIT: Final = """
BEGIN RETURN (SELECT s.unit_id FROM security_seat s WHERE s.id = security_seat()); END
"""
MAY: Final = """
BEGIN
    -- By the role of the seat now, not by what was written into a cookie at sign-in.
    RETURN EXISTS (SELECT 1 FROM security_seat s JOIN security_role_permission r ON r.role = s.role
                    WHERE s.id = security_seat() AND r.permission = wanted);
END
"""
PICTURE: Final = f"""
BEGIN
    -- Every role that is not named here has no picture: it sees what its unit holds.
    RETURN (SELECT CASE
        WHEN s.role IN ({listed(PICTURE_OF_NATION)}) THEN {quoted(TerritoryKind.NATION)}
        WHEN s.role IN ({listed(PICTURE_OF_TERRITORY)}) THEN t.kind
    END FROM security_seat s LEFT JOIN directory_territory t ON t.id = s.territory_id
    WHERE s.id = security_seat());
END
"""
TERRITORY: Final = """
BEGIN RETURN (SELECT s.territory_id FROM security_seat s WHERE s.id = security_seat()); END
"""
CONTEXT: Final = f"""
BEGIN
    RETURN QUERY
    SELECT s.id, s.staff_id, s.unit_id, a.code::text, s.role::text, s.territory_id,
           p.username::text, p.name_en::text, p.name_ur::text, u.name_en::text, u.name_ur::text,
           x.expires_at,
           array(SELECT r.permission::text FROM security_role_permission r WHERE r.role = s.role)
      FROM access_pass x
      JOIN security_seat s ON s.id = x.subject
      JOIN security_staff p ON p.id = s.staff_id
      JOIN directory_unit u ON u.id = s.unit_id
      JOIN directory_agency a ON a.id = u.agency_id
     -- By the hash of a secret, so that nobody can walk through the passes of others.
     WHERE x.secret_hash = hash AND {LIVE_PASS}
       AND p.is_active AND {LIVE_SEAT};
END
"""
CONTEXT_ROW: Final = (
    "TABLE(seat uuid, staff uuid, unit uuid, agency text, role text, territory uuid, username text,"
    " name_en text, name_ur text, unit_en text, unit_ur text, expires_at timestamp with time zone,"
    " permissions text[])"
)
ISSUE: Final = f"""
BEGIN
    -- The seat of somebody who has left, or was suspended, gets no new pass; nor does one whose
    -- password somebody else still knows, whatever the page at the door has asked.
    IF NOT EXISTS (SELECT 1 FROM security_seat s JOIN security_staff p ON p.id = s.staff_id
                    WHERE s.id = whose AND p.is_active AND NOT p.first_password
                      AND {LIVE_SEAT}) THEN
        RETURN false;
    END IF;
    -- The person comes from the seat, the lengths from the rule: the caller claims neither.
    PERFORM access_issue_pass({STAFF}, whose,
                              (SELECT staff_id FROM security_seat WHERE id = whose), hash,
                              {lasting(passes.IDLE)}, {lasting(passes.TOTAL)});
    RETURN true;
END
"""
EXCLUDED: Final = """
BEGIN
    RETURN EXISTS (SELECT 1 FROM security_exclusion x WHERE x.record = what AND x.unit = whom);
END
"""
HOLDS: Final = f"""
BEGIN
    -- The unit of the pass, never a unit that the caller names: a captured process cannot ask in
    -- the name of another desk. Without a pass the unit is NULL and nothing compares equal.
    RETURN EXISTS (SELECT 1 FROM security_grant g WHERE g.record = what AND g.unit = security_unit()
                      -- A grant to one officer is no grant to the colleagues.
                      AND (g.seat IS NULL OR g.seat = security_seat())
                      -- Ended with its cause: consent withdrawn, matter handed on, time over.
                      AND {LIVE_GRANT_ROW});
END
"""
MAY_GRANT: Final = """
BEGIN
    -- Who holds a record may let others in; nobody lets himself into a record that others hold.
    RETURN security_holds(what)
        OR (
            -- Whoever makes a record gives its first grant, to the own unit and to no other ...
            whom = security_unit()
            -- ... and only while there is none: ended grants count, or a unit that was shut out
            -- could begin again as if the record were new.
            AND NOT EXISTS (SELECT 1 FROM security_grant g WHERE g.record = what)
        );
END
"""
LIVE_GRANT: Final = f"""
BEGIN
    -- The question of the key service, which knows unit and seat from the pass that it resolved
    -- itself: no key is unwrapped for what a web process says about a grant.
    RETURN EXISTS (SELECT 1 FROM security_grant g WHERE g.record = what AND g.unit = whom
                      AND (g.seat IS NULL OR g.seat = who) AND {LIVE_GRANT_ROW})
       -- Asked last and always: a unit that became excluded after it got a grant opens nothing
       -- more, before anybody has found the time to end the grant.
       AND NOT security_excluded(what, whom);
END
"""
PASS_SEAT: Final = f"""
BEGIN
    -- For the key service alone: it is handed the secret, not an id, and resolves it here, so that
    -- a web process which was captured can ask only for those whose cookies it sees.
    RETURN QUERY SELECT s.id, s.staff_id, s.unit_id, x.kind::text
      FROM access_pass x JOIN security_seat s ON s.id = x.subject
      JOIN security_staff p ON p.id = s.staff_id
     WHERE x.secret_hash = hash AND {LIVE_PASS}
       AND p.is_active AND {LIVE_SEAT};
END
"""
INHERIT: Final = f"""
BEGIN
    -- Only who holds the source: otherwise anybody could shut any unit out of any record by
    -- naming one that excludes it, or learn from the result who is excluded.
    IF NOT ({WORKS} OR security_holds(source)) THEN
        RETURN;
    END IF;
    INSERT INTO security_exclusion (id, record, unit, basis, added_at, added_by)
    SELECT gen_random_uuid(), target, x.unit, {quoted(ExclusionBasis.INHERITED)}, stamp, x.added_by
      FROM security_exclusion x WHERE x.record = source
    ON CONFLICT DO NOTHING;
END
"""
IN_SERVICE: Final = """
BEGIN
    RETURN coalesce((SELECT m.in_service FROM security_node_mark m
                      ORDER BY m.marked_at DESC, m.id DESC LIMIT 1), false);
END
"""
OLDEST: Final = f"""
BEGIN
    -- One moment and no fact: the site itself reads only the facts of what it may see.
    IF NOT security_may({quoted(Permission.LEDGER_AUDIT_READ)}) THEN RETURN NULL; END IF;
    RETURN ({OLDEST_WAITING});
END
"""
CHOOSE: Final = """
BEGIN
    -- Only a first password gives way, and once: a site that was taken over cannot put a password
    -- of its own in the place of one that somebody has chosen.
    UPDATE security_staff p SET password = hashed, first_password = false
     WHERE p.id = whose AND p.first_password AND p.is_active;
    RETURN FOUND;
END
"""
# A later step only: the comparison and the write are one statement, so of two equal codes one wins.
SPEND: Final = """
BEGIN
    INSERT INTO security_spent_code AS c (staff_id, step) VALUES (whose, counter)
    ON CONFLICT (staff_id) DO UPDATE SET step = EXCLUDED.step WHERE c.step < EXCLUDED.step;
    RETURN FOUND;
END
"""
# At the door nobody has a pass. A fact of the door is taken only where this very transaction has
# written the row that it tells about (xmin is the transaction that wrote a row's present version).
DOOR_STEP: Final = """
BEGIN
    RETURN CASE kind
        WHEN 'security.password_chosen' THEN EXISTS (
            SELECT 1 FROM security_staff p
             WHERE p.id = whose AND p.xmin = pg_current_xact_id()::xid)
        WHEN 'security.phone_set_up' THEN EXISTS (
            SELECT 1 FROM mfa_authenticator a
             WHERE a.user_id = whose AND a.xmin = pg_current_xact_id()::xid)
        ELSE false
    END;
END
"""
# A consent is withdrawn, a task is finished by whoever holds the record, in units whose rows that
# officer cannot see; without the question a stranger could empty another desk's list.
END_TASKS: Final = f"""
DECLARE ended integer;
BEGIN
    IF NOT ({WORKS} OR security_holds(what)) THEN
        RETURN 0;
    END IF;
    UPDATE work_task SET done_at = stamp, done_by = who
     WHERE record = what AND done_at IS NULL AND (which = '' OR kind = which);
    GET DIAGNOSTICS ended = ROW_COUNT;
    RETURN ended;
END
"""

DECLARED: Final = (
    *definer("security_seat()", "uuid", SEAT, *SERVING),
    *definer("security_unit()", "uuid", UNIT, *SERVING),
    *definer("security_may(wanted text)", "boolean", MAY, *SERVING),
    *definer("security_picture()", "text", PICTURE, *SERVING),
    *definer("security_territory()", "uuid", TERRITORY, *SERVING),
    *definer("security_context(hash bytea)", CONTEXT_ROW, CONTEXT, APP),
    *definer("security_issue_pass(whose uuid, hash bytea)", "boolean", ISSUE, APP, volatile=True),
    *definer("security_excluded(what uuid, whom uuid)", "boolean", EXCLUDED, APP, WORKER),
    *definer("security_holds(what uuid)", "boolean", HOLDS, APP),
    *definer("security_may_grant(what uuid, whom uuid)", "boolean", MAY_GRANT, APP),
    *definer(
        "security_live_grant(whom uuid, who uuid, what uuid, why text)", "boolean", LIVE_GRANT, KEYS
    ),
    *definer(
        "access_pass_seat(hash bytea)",
        "TABLE(seat uuid, staff uuid, unit uuid, kind text)",
        PASS_SEAT,
        KEYS,
    ),
    *definer(
        "security_inherit_exclusions(source uuid, target uuid, stamp timestamp with time zone)",
        "void",
        INHERIT,
        *(APP, WORKER),
        volatile=True,
    ),
    *definer(
        "security_choose_password(whose uuid, hashed text)", "boolean", CHOOSE, APP, volatile=True
    ),
    *definer(
        "security_spend_code(whose uuid, counter bigint)", "boolean", SPEND, APP, volatile=True
    ),
    *definer("security_oldest_waiting_fact()", "timestamp with time zone", OLDEST, APP),
    *definer("security_door_step(kind text, whose uuid)", "boolean", DOOR_STEP, APP),
    *definer("security_in_service()", "boolean", IN_SERVICE, *RUN_TIME),
    *definer(
        "work_end_tasks(what uuid, which text, who uuid, stamp timestamp with time zone)",
        "integer",
        END_TASKS,
        *(APP, WORKER),
        volatile=True,
    ),
    refuses_excluded("security_refuse_excluded", records="record", units="unit"),
    refuses_excluded("security_refuse_excluded_wrap", records="record", units="recipient"),
)
