"""Bringing files in: choose, read the report, apply."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.directory import actions, queries
from amaan.directory.forms import ImportForm
from amaan.directory.rules.importing import LARGEST_FILE
from amaan.directory.views.changing import REFUSED
from amaan.directory.views.details import row_or_404
from amaan.directory.views.pages import render_page
from amaan.kernel.reasons import Reason, Refused

IMPORT = Permission.DIRECTORY_ENTRY_IMPORT
PROBLEMS_SHOWN = 200


def address(run: UUID) -> str:
    return reverse("directory:import_run", args=[run])


@require_http_methods(["GET", "POST"])
@requires(IMPORT)
def imports(request: StaffRequest) -> HttpResponse:
    """Choose a file; the next page says what it would change, and nothing has changed yet."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        run = actions.preview_import(
            kind=form.cleaned_data["kind"],
            file_name=file.name,
            content=file.read(LARGEST_FILE + 1),
            by=request.actor,
            at=now(),
        )
        return redirect(address(run.id))
    with reading(request.actor):
        runs = list(queries.import_runs())
    status = REFUSED if form.is_bound else 200
    context = {"form": form, "runs": runs, "kinds": list(actions.KINDS)}
    return render_page(request, "imports", "overview", context, status)


@require_safe
@requires(IMPORT)
def import_run(request: StaffRequest, run_id: UUID) -> HttpResponse:
    """What a file says, row by row, as things stand now."""
    return run_page(request, run_id)


def run_page(request: StaffRequest, run_id: UUID, reasons: tuple[Reason, ...] = ()) -> HttpResponse:
    with reading(request.actor):
        run = row_or_404(queries.import_run(run_id))
        report = actions.report_on(run.kind, bytes(run.content), by=request.actor, at=now())
        applied = queries.applied_run(run_id)
    context = {
        "run": run,
        "report": report,
        "problems": report.problems[:PROBLEMS_SHOWN],
        "more": max(len(report.problems) - PROBLEMS_SHOWN, 0),
        "applied": applied,
        "reasons": reasons,
    }
    return render_page(request, "import_run", "overview", context, REFUSED if reasons else 200)


@require_POST
@requires(IMPORT)
def apply_run(request: StaffRequest, run_id: UUID) -> HttpResponse:
    try:
        run = actions.apply_import(run=run_id, by=request.actor, at=now())
    except Refused as refused:
        return run_page(request, run_id, refused.reasons)
    messages.success(request, _("%(count)s entries changed.") % {"count": run.changed})
    return redirect(address(run_id))


@require_safe
@requires(IMPORT)
def template(request: StaffRequest, kind: str) -> HttpResponse:
    """An empty file with the right columns and one invented row."""
    del request
    if kind not in actions.KINDS:
        raise Http404
    text = "\ufeff" + actions.KINDS[kind].layout.template()  # spreadsheets need the mark
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{kind.lower()}.csv"'
    return response
