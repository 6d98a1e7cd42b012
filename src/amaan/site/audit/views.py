"""The audit pages: how the chains stand, what the last verification found, a sheet to print."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.ledger.models import LedgerRoot
from amaan.ledger.queries import chain_heads, last_check, recent_roots, root_numbered
from amaan.ledger.rules.waiting import waits_too_long
from amaan.security.queries.waiting import oldest_waiting_fact
from amaan.site.audit.overdue import overdue
from amaan.site.audit.sheets import in_groups, qr_picture

ROOTS_SHOWN = 24


@requires(Permission.LEDGER_AUDIT_READ)
@require_safe
def overview(request: StaffRequest) -> HttpResponse:
    """Shows what the sealer has kept; a page never runs a verification itself."""
    with reading(request.actor):
        check, whole = last_check(), last_check(whole=True)
        oldest = oldest_waiting_fact(to=request.actor)
        shown = {
            "chains": chain_heads(),
            "roots": list(recent_roots(ROOTS_SHOWN)),
            "check": check,
            "whole": whole,
            "late": overdue(check, now()),
            "oldest_waiting": oldest,
            "held_back": waits_too_long(oldest, now()),
        }
    return render(request, "audit/overview.html", shown)


@requires(Permission.LEDGER_AUDIT_READ)
@require_safe
def sheet(request: StaffRequest, number: int) -> HttpResponse:
    """One root as a sheet of paper, for a second agency to sign and keep."""
    with reading(request.actor):
        root = root_numbered(number)
    if root is None:
        raise Http404
    return render(request, "audit/sheet.html", sheet_of(root, request))


def sheet_of(root: LedgerRoot, request: StaffRequest) -> Mapping[str, object]:
    return {
        "root": root,
        "groups": in_groups(root.root),
        "previous": in_groups(root.previous),
        "signature": in_groups(root.signature),
        "heads": heads_of(root),
        "qr": qr_picture(root),
        "number": root.number,
        "printed_by": request.actor.name,
        "printed_at": now(),
    }


def heads_of(root: LedgerRoot) -> list[dict[str, object]]:
    return [
        {"chain": chain, "height": head["height"], "groups": in_groups(bytes.fromhex(head["hash"]))}
        for chain, head in sorted(root.heads.items())
    ]
