"""What rows get only when they are written: numbers and keyed marks, many at a time."""

import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime, timezone
from typing import Final

from django.db import connection
from django.db.models import Model

from amaan.casework.models import Dossier
from amaan.casework.rules.dossier import SIGNS
from amaan.demo.generator.rows import Row
from amaan.intake.models import Complaint, ReporterAct
from amaan.kernel.chain import canonical
from amaan.keyservice.port import KeyService
from amaan.ledger.models import LedgerFact
from amaan.ledger.rules.canon import event_bytes
from amaan.referral.models import Referral

Rows = dict[type[Model], list[Row]]
AT_ONCE: Final = 2000
DRAWN: Final = 5  # signs of a dossier's number that are drawn
NUMBERS: Final = "SELECT nextval('ledger_fact_sequence') FROM generate_series(1, %s)"


def finish(rows: Rows, keys: KeyService) -> None:
    """Numbers and marks for facts, marks for acts, and the sign that reports are generated."""
    for row in rows.get(Complaint, ()):
        row["generated"] = True
    number_dossiers(rows.get(Dossier, []))
    link_sides([*rows.get(Dossier, []), *rows.get(Referral, [])], keys)
    facts, acts = rows.get(LedgerFact, []), rows.get(ReporterAct, [])
    number(facts)
    for row, mac in zip(facts, marks(map(event_bytes, facts), "fact", keys), strict=True):
        row["mac"] = mac
    for row, mac in zip(acts, marks(map(act_bytes, acts), "act", keys), strict=True):
        row["mac"] = mac


def link_sides(rows: list[Row], keys: KeyService) -> None:
    """The blind links of the reports, asked for at once where they are many
    (docs/adr/0018-links-of-invented-people.md).
    """
    asked = list(dict.fromkeys(row["source"] for row in rows))
    links = dict(zip(asked, keys.link_invented(asked), strict=True)) if asked else {}
    for row in rows:
        row["source"] = links[row["source"]]


def number_dossiers(dossiers: list[Row]) -> None:
    """Draw again what is taken: of a hundred thousand numbers drawn at random some are the same."""
    wanted = [row["number"] for row in dossiers]
    there = Dossier.objects.filter(number__in=wanted)
    taken = set(there.values_list("number", flat=True))
    for row in dossiers:
        while row["number"] in taken:
            row["number"] = drawn_again(row["number"])
        taken.add(row["number"])


def drawn_again(number: str) -> str:
    """The same year, province and side. That this one is taken too would end the batch, which is
    told anew by the next run.
    """
    signs = "".join(secrets.choice(SIGNS) for _ in range(DRAWN))
    return number[:-DRAWN] + signs


def number(facts: list[Row]) -> None:
    at = datetime.now(timezone.utc)
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS, [len(facts)])
        for fact, (drawn,) in zip(facts, cursor.fetchall(), strict=True):
            fact["sequence"], fact["recorded_at"] = drawn, at


def marks(messages: Iterable[bytes], purpose: str, keys: KeyService) -> Iterator[bytes]:
    waiting = list(messages)
    for n in range(0, len(waiting), AT_ONCE):
        yield from keys.mac_many(waiting[n : n + AT_ONCE], purpose)


def act_bytes(row: Row) -> bytes:
    """What `intake.actions.acting.mac_of` marks."""
    return canonical(
        {
            "id": str(row["id"]),
            "complaint": str(row["complaint_id"]),
            "kind": row["kind"],
            "key": row["key"],
            "choice": row["choice"],
            "made_at": row["made_at"].isoformat(),
            "data_key": str(row["data_key"] or ""),
        }
    )
