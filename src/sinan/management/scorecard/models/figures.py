"""The numbers of a metric: bands and actuals by month."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sinan.base.database.fields import ScaledField
from sinan.kernel.lights import Bands

from ..rules.figures import PLACES, YEAR
from .metrics import ScorecardMetric


class BandState(models.TextChoices):
    """Where bands stand. A draft may be held: then its numbers contradict each other."""

    DRAFT = "draft", _("Draft")
    APPROVED = "approved", _("Approved")
    SUPERSEDED = "superseded", _("Superseded")


class MonthBands(models.Model):
    """One version of the four bands of a metric for a month (1 to 12) or the year (0).

    At most one is approved and at most one waits as a draft; the others are history.
    """

    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+")
    metric = models.ForeignKey(ScorecardMetric, models.PROTECT, related_name="bands")
    month = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    threshold = ScaledField(places=PLACES, null=True)
    target = ScaledField(places=PLACES, null=True)
    challenge_1 = ScaledField(places=PLACES, null=True)
    challenge_2 = ScaledField(places=PLACES, null=True)
    state = models.CharField(max_length=10, choices=BandState)
    entered_at = models.DateTimeField()
    entered_by = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("metric", "month", "version", name="scorecard_bands_version"),
            models.UniqueConstraint(
                "metric",
                "month",
                condition=models.Q(state=BandState.APPROVED),
                name="scorecard_bands_one_approved",
            ),
            models.UniqueConstraint(
                "metric",
                "month",
                condition=models.Q(state=BandState.DRAFT),
                name="scorecard_bands_one_draft",
            ),
            models.CheckConstraint(
                name="scorecard_bands_month", condition=models.Q(month__range=(YEAR, 12))
            ),
        ]
        indexes = [models.Index("unit", "month", name="scorecard_bands_by_unit")]

    def __str__(self) -> str:
        return f"bands of {self.metric_id} for {self.month}"

    @property
    def bands(self) -> Bands:
        """Return the four values."""
        return Bands(self.threshold, self.target, self.challenge_1, self.challenge_2)


class Source(models.TextChoices):
    """Where an actual comes from."""

    ENTERED = "entered", _("Entered")
    IMPORTED = "imported", _("Imported")


class Actual(models.Model):
    """The value of a metric in a month, as reported, with its parts where they are known.

    The reported value is what is judged; a value re-computed from the parts stands beside it.
    Without a reported value the parts give it. Former values are in the audit ledger.
    """

    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+")
    metric = models.ForeignKey(ScorecardMetric, models.PROTECT, related_name="actuals")
    month = models.PositiveSmallIntegerField()
    value = ScaledField(places=PLACES)
    numerator = ScaledField(places=PLACES, null=True)
    denominator = ScaledField(places=PLACES, null=True)
    source = models.CharField(max_length=8, choices=Source)
    source_name = models.CharField(max_length=200, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("metric", "month", name="scorecard_actual_once"),
            models.CheckConstraint(
                name="scorecard_actual_month", condition=models.Q(month__range=(1, 12))
            ),
            models.CheckConstraint(
                name="scorecard_actual_both_parts",
                condition=models.Q(numerator=None, denominator=None)
                | models.Q(numerator__isnull=False, denominator__isnull=False),
            ),
        ]
        indexes = [models.Index("unit", "month", name="scorecard_actual_by_unit")]

    def __str__(self) -> str:
        return f"actual of {self.metric_id} for {self.month}"
