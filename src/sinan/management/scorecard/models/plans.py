"""Action plans and their milestones."""

from django.db import models

from .catalogue import Department, Objective, Scorecard


class ActionPlan(models.Model):
    """A plan (K1, K2…) that serves an objective."""

    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+")
    scorecard = models.ForeignKey(Scorecard, models.PROTECT, related_name="plans")
    objective = models.ForeignKey(Objective, models.PROTECT, related_name="plans")
    code = models.CharField(max_length=16)
    department = models.CharField(max_length=20, choices=Department)
    name_zh = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    goal = models.CharField(max_length=300, blank=True)
    lead = models.ForeignKey("org.Employee", models.PROTECT, null=True, related_name="+")
    members = models.ManyToManyField("org.Employee", related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint("scorecard", "code", name="scorecard_plan_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name_zh}"


class Milestone(models.Model):
    """A step of a plan with its deliverable and dates."""

    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+")
    plan = models.ForeignKey(ActionPlan, models.PROTECT, related_name="milestones")
    name_zh = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    deliverable = models.CharField(max_length=200, blank=True)
    planned_on = models.DateField()
    started_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint("plan", "name_zh", name="scorecard_milestone_once")]

    def __str__(self) -> str:
        return self.name_zh
