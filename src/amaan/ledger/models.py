"""Facts, the links that chain them, the signed roots, the checks: rows that nobody changes."""

from django.db import models

from amaan.kernel.fact import Release
from amaan.kernel.ids import uuid7


class LedgerFact(models.Model):
    """One step of one record. A trigger refuses UPDATE, DELETE and TRUNCATE, for the owner too."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    node = models.CharField(max_length=32)
    sequence = models.BigIntegerField()
    chain = models.CharField(max_length=32)
    kind = models.CharField(max_length=64)
    about_kind = models.CharField(max_length=32)
    about = models.UUIDField()
    actor_kind = models.CharField(max_length=16)
    actor = models.UUIDField()
    person = models.UUIDField(null=True)
    unit = models.UUIDField(null=True)
    role = models.CharField(max_length=32, blank=True)
    machine = models.CharField(max_length=48, blank=True)
    event = models.CharField(max_length=32, blank=True)
    before = models.CharField(max_length=32, blank=True)
    after = models.CharField(max_length=32, blank=True)
    reason = models.CharField(max_length=64, blank=True)
    purpose = models.CharField(max_length=64, blank=True)
    body = models.JSONField(default=dict)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    release = models.CharField(max_length=16)
    key = models.CharField(max_length=64, blank=True)
    request = models.UUIDField(null=True)
    nonce = models.BinaryField()
    data_key = models.UUIDField(null=True)
    sealed = models.BinaryField(null=True)
    sealed_hash = models.BinaryField()
    mac = models.BinaryField()

    class Meta:
        db_table = "ledger_fact"
        constraints = (
            models.UniqueConstraint(
                fields=["node", "sequence"], name="ledger_fact_has_one_place_in_its_node"
            ),
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=~models.Q(key=""),
                name="ledger_fact_key_makes_one_event",
            ),
            models.CheckConstraint(
                condition=models.Q(release__in=list(Release)), name="ledger_fact_release_is_known"
            ),
        )
        indexes = (
            models.Index(fields=["about", "sequence"], name="ledger_fact_about"),
            models.Index(fields=["kind", "recorded_at"], name="ledger_fact_kind"),
        )


class LedgerLink(models.Model):
    """The place of a fact in the chain of its agency; written by the sealer only."""

    fact = models.OneToOneField(LedgerFact, models.PROTECT, primary_key=True, db_constraint=False)
    chain = models.CharField(max_length=32)
    position = models.BigIntegerField()
    previous = models.BinaryField()
    hash = models.BinaryField()
    linked_at = models.DateTimeField()

    class Meta:
        db_table = "ledger_link"
        constraints = (
            models.UniqueConstraint(
                fields=["chain", "position"], name="ledger_link_position_is_taken_once"
            ),
        )


class LedgerRoot(models.Model):
    """The signed root over the heads of all chains, once an hour (RFC 6962 tree)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    made_at = models.DateTimeField()
    node = models.CharField(max_length=32)
    number = models.BigIntegerField()
    heads = models.JSONField()
    previous = models.BinaryField()
    root = models.BinaryField()
    key_id = models.UUIDField()
    signature = models.BinaryField()

    class Meta:
        db_table = "ledger_root"
        constraints = (
            models.UniqueConstraint(fields=["node", "number"], name="ledger_root_number_is_unique"),
        )


class LedgerCheck(models.Model):
    """The result of one verification, kept so that a page can show it without running one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    made_at = models.DateTimeField()
    node = models.CharField(max_length=32)
    since = models.DateTimeField(null=True)
    facts = models.BigIntegerField()
    pending = models.BigIntegerField()
    chains = models.IntegerField()
    roots = models.IntegerField()
    marks = models.BooleanField()
    seconds = models.FloatField()
    findings = models.JSONField(default=list)

    class Meta:
        db_table = "ledger_check"
        indexes = (models.Index(fields=["made_at"], name="ledger_check_made_at"),)

    @property
    def ok(self) -> bool:
        return not self.findings
