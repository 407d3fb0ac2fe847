"""The strategy of one unit for one year: scorecard, objectives, cause and effect, headlines."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sinan.base.org.models import ScopedQuerySet


class Perspective(models.TextChoices):
    """The four perspectives, in the order of the map from top to bottom."""

    FINANCIAL = "financial", _("Financial")
    CUSTOMER = "customer", _("Customer")
    INTERNAL_PROCESS = "internal_process", _("Internal process")
    LEARNING_GROWTH = "learning_growth", _("Learning and growth")


class Department(models.TextChoices):
    """The departments of a store that answer for metrics and plans."""

    SALES = "sales", _("Sales")
    AFTER_SALES = "after_sales", _("After-sales")
    CUSTOMER_SERVICE = "customer_service", _("Customer service")
    MARKETING = "marketing", _("Marketing")
    FINANCE = "finance", _("Finance")
    ADMINISTRATION = "administration", _("Administration")


class Scorecard(models.Model):
    """The balanced scorecard of a store, region or group for a calendar year."""

    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    opened_at = models.DateTimeField()

    objects: ScopedQuerySet["Scorecard"] = ScopedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint("unit", "year", name="scorecard_one_a_year")]

    def __str__(self) -> str:
        return f"scorecard of {self.unit_id} for {self.year}"


class Headline(models.Model):
    """A line above the map: vision, mission, headline targets, in the order of the file."""

    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+")
    scorecard = models.ForeignKey(Scorecard, models.PROTECT, related_name="headlines")
    key = models.CharField(max_length=40)
    zh = models.CharField(max_length=200)
    en = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint("scorecard", "key", name="scorecard_headline_once")]

    def __str__(self) -> str:
        return self.key


class Objective(models.Model):
    """A strategic objective (F1…, C1…, P1…, L1…)."""

    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+")
    scorecard = models.ForeignKey(Scorecard, models.PROTECT, related_name="objectives")
    code = models.CharField(max_length=16)
    perspective = models.CharField(max_length=20, choices=Perspective)
    theme_zh = models.CharField(max_length=60, blank=True)
    theme_en = models.CharField(max_length=60, blank=True)
    name_zh = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    owner = models.ForeignKey("org.Employee", models.PROTECT, null=True, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint("scorecard", "code", name="scorecard_objective_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_zh}"


class ObjectiveLink(models.Model):
    """Cause → effect between two objectives of a scorecard."""

    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+")
    scorecard = models.ForeignKey(Scorecard, models.PROTECT, related_name="links")
    cause = models.ForeignKey(Objective, models.PROTECT, related_name="+")
    effect = models.ForeignKey(Objective, models.PROTECT, related_name="+")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("cause", "effect", name="scorecard_link_once"),
            models.CheckConstraint(
                name="scorecard_link_not_to_itself",
                condition=~models.Q(cause=models.F("effect")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cause_id} → {self.effect_id}"
