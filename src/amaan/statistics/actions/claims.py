"""Taking in published figures: each line raw, and split where a hand-made rule knows how."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from amaan.access.transactions import action
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.ledger.actions import record
from amaan.statistics.actions.sources import begin_source, hash_of, new_source
from amaan.statistics.models import OfficialSource, StatClaim, StatValue
from amaan.statistics.rules.claims import Claim, grade_of, read_claims
from amaan.statistics.rules.claims_split import SplitValue, split

PUBLISHER = "Amaan"
TITLE = "Published figures, collected by hand"


@dataclass(frozen=True, slots=True)
class ClaimsLoaded:
    """What was loaded: lines, figures split from them, and the lines that stay raw."""

    source: UUID
    fresh: bool
    claims: int
    values: int
    raw_lines: tuple[int, ...]


@action
def load_claims(*, content: bytes, name: str, by: Actor, at: datetime) -> ClaimsLoaded:
    """Load a file of published figures (period, measure, value, source, confidence).

    Raises Refused with line and field when it cannot be read; then nothing has changed. A file with
    other content becomes a source of its own; the earlier one stays.
    """
    claims = read_claims(content)
    figures = [split(claim) for claim in claims]
    source = new_source(OfficialSource.Layout.CLAIMS, content, name, None, at)
    source.publisher, source.title = PUBLISHER, TITLE
    source.content_sha256 = hash_of(claim_values(claim) for claim in claims)
    source.rows_read, source.suppressed_read = len(claims), 0
    kept, fresh = begin_source(source)
    raw_lines = tuple(
        claim.line for claim, split_in in zip(claims, figures, strict=True) if not split_in
    )
    loaded = ClaimsLoaded(kept.pk, fresh, len(claims), sum(map(len, figures)), raw_lines)
    if fresh:
        write_claims(kept, list(zip(claims, figures, strict=True)))
        body = {"claims": loaded.claims, "values": loaded.values, "raw": len(raw_lines)}
        record(Fact("statistics.claims.loaded", about=kept.ref, by=by, at=at, body=body))
    return loaded


def claim_values(claim: Claim) -> tuple[object, ...]:
    return claim.period, claim.measure, claim.raw_value, claim.source, claim.confidence


def write_claims(source: OfficialSource, told: list[tuple[Claim, tuple[SplitValue, ...]]]) -> None:
    rows = [(claim_of(source, claim, bool(figures)), figures) for claim, figures in told]
    StatClaim.objects.bulk_create(row for row, _ in rows)
    StatValue.objects.bulk_create(
        value_of(row, place, figure)
        for row, figures in rows
        for place, figure in enumerate(figures)
    )


def claim_of(source: OfficialSource, claim: Claim, is_split: bool) -> StatClaim:  # noqa: FBT001
    return StatClaim(
        source=source,
        line=claim.line,
        period=claim.period,
        measure=claim.measure,
        raw_value=claim.raw_value,
        cited=claim.source,
        source_date=claim.source_date,
        confidence=claim.confidence,
        grade=grade_of(claim.confidence),
        split=is_split,
    )


def value_of(row: StatClaim, place: int, figure: SplitValue) -> StatValue:
    return StatValue(
        claim=row,
        place_in_claim=place,
        measure_code=figure.measure,
        submeasure=figure.submeasure,
        place=figure.place,
        period_from=figure.period_from,
        period_to=figure.period_to,
        unit=figure.unit,
        number=figure.number,
        qualifier=figure.qualifier,
    )
