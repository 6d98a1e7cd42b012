"""Dated vocabularies and the files that came in: lists of codes, import runs."""

from django.db import models

from amaan.directory.models.shapes import Dated, Identified, Sourced, starts_before_it_ends


class Code(Identified, Dated, Sourced):
    """One code of one list, with its words in both languages."""

    list = models.CharField(max_length=32)
    code = models.CharField(max_length=40)
    name_en = models.CharField(max_length=120)
    name_ur = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    KIND = "code"

    class Meta:
        db_table = "directory_code"
        constraints = (
            models.UniqueConstraint(
                fields=["list", "code"], name="directory_code_is_written_once_in_its_list"
            ),
            starts_before_it_ends("directory_code_starts_before_it_ends"),
        )


class ImportState(models.TextChoices):
    PREVIEWED = "PREVIEWED"
    APPLIED = "APPLIED"


class ImportRun(Identified):
    """A file that somebody brought. Applying it adds a second row that names the preview; none
    is ever edited.
    """

    kind = models.CharField(max_length=24)
    file_name = models.CharField(max_length=120)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=12, default=ImportState.PREVIEWED)
    preview = models.ForeignKey("self", models.PROTECT, null=True, related_name="applied")
    rows = models.PositiveIntegerField(default=0)
    problems = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()

    KIND = "import"

    class Meta:
        db_table = "directory_import_run"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state=ImportState.PREVIEWED, preview=None, changed=None)
                | models.Q(
                    state=ImportState.APPLIED,
                    preview__isnull=False,
                    changed__isnull=False,
                    problems=0,
                ),
                name="directory_import_run_with_a_problem_is_never_applied",
            ),
            models.UniqueConstraint(
                fields=["preview"], name="directory_import_run_is_applied_once"
            ),
        )
