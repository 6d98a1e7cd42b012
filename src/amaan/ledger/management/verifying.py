"""`amaan audit verify`: is the ledger of this node as it was written?"""

import json
from datetime import datetime, timezone
from pathlib import Path
from typing import Annotated

import typer

from amaan.kernel.reasons import OutsideFailed
from amaan.ledger.management.outside import outside_of_this_node
from amaan.ledger.queries.verifying import Scope, verify
from amaan.ledger.rules.checking import VerificationReport

program = typer.Typer(name="audit", help="The ledger's own proofs.", no_args_is_help=True)

GOOD, BAD, NOT_CHECKED = 0, 1, 2


@program.callback()
def audit() -> None:
    """The ledger's own proofs."""


@program.command("verify")
def audit_verify(
    *,
    agency: Annotated[str, typer.Option(help="Only this agency's chain.")] = "",
    since: Annotated[
        datetime | None, typer.Option("--from", help="Only links made from then on (UTC).")
    ] = None,
    anchors: Annotated[
        list[Path] | None,
        typer.Option(exists=True, file_okay=False, help="Folder of an outside holder."),
    ] = None,
    without_keys: Annotated[
        bool, typer.Option(help="Leave marks and signatures unchecked (no key service).")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Recompute every chain, mark and root; name the first bad row.

    Exit code 0: as it was written. 1: not. 2: could not be checked (the key service is silent).
    """
    scope = Scope(agency, since.replace(tzinfo=timezone.utc) if since else None)
    outside = outside_of_this_node(keys=not without_keys, anchors=anchors or [])
    try:
        report = verify(scope=scope, outside=outside)
    except OutsideFailed as failed:
        typer.echo(f"not checked: {failed} (--without-keys checks the chains alone)", err=True)
        raise typer.Exit(NOT_CHECKED) from failed
    typer.echo(json.dumps(plain(report)) if as_json else text(report))
    raise typer.Exit(GOOD if report.ok else BAD)


def plain(report: VerificationReport) -> dict[str, object]:
    return {
        "ok": report.ok,
        "facts": report.facts,
        "pending": report.pending,
        "chains": report.chains,
        "roots": report.roots,
        "marks": report.marks,
        "seconds": round(report.seconds, 3),
        "findings": [bad.plain() for bad in report.findings],
    }


def text(report: VerificationReport) -> str:
    """For the terminal of an operator: the first bad row stands first."""
    read = (
        f"{report.facts} facts in {report.chains} chains, {report.pending} waiting for the sealer,"
        f" {report.roots} roots, {report.seconds:.1f} s"
    )
    lines = [f"BAD {bad}" for bad in report.findings] or ["GOOD every row is as it was written"]
    unasked = [] if report.marks else ["marks and signatures were not checked"]
    return "\n".join([*lines, *unasked, read])
