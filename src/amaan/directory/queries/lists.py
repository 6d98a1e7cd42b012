"""What are the codes of a list called, and which files were brought in?"""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from amaan.directory.models import Code, ImportRun


def codes_of(name: str, on: date | None = None) -> QuerySet[Code]:
    """The codes of one list in their order, on a day if given."""
    rows = Code.objects.filter(list=name)
    if on is not None:
        rows = rows.filter(Q(valid_from=None) | Q(valid_from__lte=on))
        rows = rows.filter(Q(valid_to=None) | Q(valid_to__gt=on))
    return rows.order_by("position", "code")


def labels_of(name: str, lang: str) -> dict[str, str]:
    """Code to words in one language."""
    column = "name_ur" if lang == "ur" else "name_en"
    return dict(codes_of(name).values_list("code", column))


def import_run(run_id: UUID) -> ImportRun | None:
    return ImportRun.objects.filter(id=run_id).first()


def applied_run(preview: UUID) -> ImportRun | None:
    """The row that says a previewed file was applied, or None."""
    return ImportRun.objects.defer("content").filter(preview=preview).first()


def import_runs(limit: int = 20) -> QuerySet[ImportRun]:
    """The last files, without their content."""
    return ImportRun.objects.defer("content").order_by("-at", "-id")[:limit]
