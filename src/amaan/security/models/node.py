"""Is this node in service, who answers for it, and what stood when it was marked?"""

from django.db import models

from amaan.kernel.ids import uuid7


class NodeMark(models.Model):
    """One marking of the node, in or out of service; the newest counts and none is ever changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    in_service = models.BooleanField()
    authority = models.ForeignKey("directory.Agency", models.PROTECT, null=True, related_name="+")
    responsible = models.CharField(max_length=160, blank=True)
    order_number = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    marked_at = models.DateTimeField()
    marked_by = models.UUIDField()

    class Meta:
        db_table = "security_node_mark"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(in_service=False)
                | (
                    models.Q(authority__isnull=False)
                    & ~models.Q(responsible="")
                    & ~models.Q(order_number="")
                ),
                name="security_node_in_service_names_who_answers",
            ),
            models.CheckConstraint(
                condition=models.Q(in_service=True) | ~models.Q(reason=""),
                name="security_node_out_of_service_says_why",
            ),
        )
        indexes = (models.Index(fields=["-marked_at"], name="security_node_mark_newest"),)
