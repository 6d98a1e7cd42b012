"""All rows of one report, in words that do not depend on ids, seals and numbers."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import BinaryField, Model, Q

from amaan.casework.models import Dossier, Entry
from amaan.demo.generator.rows import MODELS, columns_of
from amaan.intake.models import Accused, Code, Complaint, Message, ReporterAct
from amaan.ledger.models import LedgerFact
from amaan.referral.models import Progress, Referral
from amaan.screening.models import Decision
from amaan.security.models import Consent, DataKey
from tests.sites import as_role

# Drawn by chance, or of the row's own making.
OTHER_EACH_TIME = {
    "locator", "number", "sequence", "recorded_at", "pepper", "generated", "id",
}  # fmt: skip


def story_of(complaint: UUID, dossier: UUID | None) -> dict[str, list[str]]:
    """Table by table, every row as one line; the lines in order."""
    with as_role("owner"):
        rows = {model: list(of(model, complaint, dossier)) for model in MODELS}
        names = named(complaint, dossier, rows)
        return {
            model._meta.db_table: sorted(line(model, row, names) for row in found)
            for model, found in rows.items()
        }


def of(model: type[Model], complaint: UUID, dossier: UUID | None) -> Iterable[Any]:
    decisions = list(Decision.objects.filter(complaint=complaint).values_list("pk", flat=True))
    referrals = list(Referral.objects.filter(dossier=dossier).values_list("pk", flat=True))
    records = [complaint, *referrals, *([dossier] if dossier else [])]
    wanted: dict[type[Model], Q] = {
        LedgerFact: Q(about__in=[*records, *decisions]),
        Complaint: Q(pk=complaint),
        Dossier: Q(pk__in=records),
        Progress: Q(referral__in=referrals),
        **dict.fromkeys((Code, Accused, Message, ReporterAct, Decision), Q(complaint=complaint)),
        **dict.fromkeys((Entry, Referral), Q(dossier=dossier)),
    }
    return model._default_manager.filter(wanted.get(model, Q(record__in=records)))


def named(
    complaint: UUID, dossier: UUID | None, rows: Mapping[type[Model], list[Any]]
) -> dict[str, str]:
    """What stands for each id of this report."""
    names = {str(complaint): "the report", str(dossier): "the dossier"}
    names |= {str(row.id): "the decision" for row in rows[Decision]}
    names |= {
        str(row.id): f"referral {n}"
        for n, row in enumerate(sorted(rows[Referral], key=lambda it: it.drafted_at))
    }
    for row in rows[Entry]:
        names[str(row.id)] = f"entry {row.kind} {row.written_at}"
    for row in rows[Progress]:
        names[str(row.id)] = f"progress {row.kind} {row.written_at}"
    for row in rows[Consent]:
        names[str(row.id)] = f"consent {row.purpose} of {row.given_at}"
    for row in rows[DataKey]:
        record = names[str(row.record)]
        names[str(row.id)] = f"key {row.purpose} of {record} {row.made_at}"
    return names


def line(model: type[Model], row: Any, names: Mapping[str, str]) -> str:
    sealed = {f.attname for f in model._meta.concrete_fields if isinstance(f, BinaryField)}
    cells = []
    for name in columns_of(model):
        if name not in OTHER_EACH_TIME:
            value = getattr(row, name)
            shown = f"{value is not None and len(value) > 0}" if name in sealed else str(value)
            cells.append(f"{name}={spoken(shown, names)}")
    return " ".join(cells)


def spoken(text: str, names: Mapping[str, str]) -> str:
    for ident, name in names.items():
        text = text.replace(ident, name)
    return text.replace("really", "generated")
