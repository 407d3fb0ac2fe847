"""What is measured: definitions of the group, adopted by a scorecard, and who answers for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sinan.base.org.models import ScopedQuerySet
from sinan.kernel.lights import Direction
from sinan.kernel.spans import Aggregate

from .catalogue import Department, Objective, Scorecard


class MetricDefinition(models.Model):
    """A metric as the group knows it, by its code; what it means is in its versions."""

    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+")
    code = models.CharField(max_length=16)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("unit", "code", name="scorecard_metric_code_once")]

    def __str__(self) -> str:
        return self.code


class MetricVersion(models.Model):
    """One wording of a definition; a scorecard adopts it for its year and keeps it."""

    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+")
    definition = models.ForeignKey(MetricDefinition, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    measured_in = models.CharField(max_length=12)
    direction = models.CharField(max_length=6, choices=[(d.value, d.value) for d in Direction])
    precision = models.PositiveSmallIntegerField()
    aggregate = models.CharField(max_length=5, choices=[(a.value, a.value) for a in Aggregate])
    formula_zh = models.CharField(max_length=500, blank=True)
    formula_en = models.CharField(max_length=500, blank=True)
    ability = models.CharField(max_length=60, blank=True)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("definition", "number", name="scorecard_metric_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.definition_id} v{self.number}"


class ScorecardMetric(models.Model):
    """A metric on a scorecard: which version, under which objective, of which department."""

    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+")
    scorecard = models.ForeignKey(Scorecard, models.PROTECT, related_name="metrics")
    objective = models.ForeignKey(Objective, models.PROTECT, related_name="metrics")
    definition = models.ForeignKey(MetricDefinition, models.PROTECT, related_name="+")
    version = models.ForeignKey(MetricVersion, models.PROTECT, related_name="+")
    department = models.CharField(max_length=20, choices=Department)
    position = models.PositiveSmallIntegerField()

    objects: ScopedQuerySet["ScorecardMetric"] = ScopedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint("scorecard", "definition", name="scorecard_metric_once")
        ]

    def __str__(self) -> str:
        return f"metric {self.definition_id} of scorecard {self.scorecard_id}"


class OwnerKind(models.TextChoices):
    """The three ways to answer for a metric."""

    TARGET = "target", _("Target owner")
    ACHIEVER = "achiever", _("Achiever")
    PROVIDER = "provider", _("Data provider")


class MetricOwner(models.Model):
    """One person who answers for a metric; joint owners are several rows."""

    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+")
    metric = models.ForeignKey(ScorecardMetric, models.PROTECT, related_name="owners")
    kind = models.CharField(max_length=8, choices=OwnerKind)
    employee = models.ForeignKey("org.Employee", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("metric", "kind", "employee", name="scorecard_owner_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.employee_id}"
