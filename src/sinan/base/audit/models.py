"""The audit ledger: one line per thing done, written with it and never changed."""

from django.db import models


class AuditLine(models.Model):
    """One deed: who did what to which subject of which unit, and when.

    `digest` covers the salted detail, so that the detail can be erased (personal data) and the
    line still proves what stood there. `by` is null for the operator at the command line.
    """

    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+")
    deed = models.CharField(max_length=64)
    subject = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index("subject", "id", name="audit_by_subject"),
            models.Index("unit", "at", name="audit_by_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by} {self.deed} {self.subject}"


class AuditDetail(models.Model):
    """What changed in one deed: values before and after, and the reason; erasable."""

    line = models.OneToOneField(AuditLine, models.PROTECT, primary_key=True, related_name="detail")
    salt = models.CharField(max_length=32)
    values = models.JSONField()

    def __str__(self) -> str:
        return f"detail of {self.line_id}"
