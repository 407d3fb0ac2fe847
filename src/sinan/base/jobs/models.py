"""Jobs, the periods that schedules have had, and the workers that reported."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models

from sinan.base.org.models import ScopedQuerySet

from .rules import ACTIVE, ENDED, JobState

KEY_LENGTH = 120


class JobQuerySet(ScopedQuerySet["Job"]):
    """Jobs, chosen by where they stand."""

    def active(self) -> Self:
        """Keep the jobs that have not ended."""
        return self.filter(state__in=ACTIVE)

    def due(self, at: datetime) -> Self:
        """Keep the queued jobs whose hour has come."""
        return self.filter(state=JobState.QUEUED, run_after__lte=at)

    def abandoned(self, at: datetime) -> Self:
        """Keep the running jobs whose worker has not reported in time."""
        return self.filter(state=JobState.RUNNING, lease_until__lt=at)


class Job(models.Model):
    """One piece of work. `payload`, `result` and `problem_with` hold keys, never personal data.

    Whoever runs it holds `token` until `lease_until`; every write of a runner names its token,
    so that one who lost the lease can change nothing any more. `attempts` counts when a try
    begins: a job that kills its worker is counted too.
    """

    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=64)
    payload = models.JSONField(default=dict)
    key = models.CharField(max_length=KEY_LENGTH, blank=True)
    state = models.CharField(
        max_length=9, choices=[(state, state) for state in JobState], default=JobState.QUEUED
    )
    run_after = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField()
    token = models.CharField(max_length=32, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    cancel_asked_at = models.DateTimeField(null=True, blank=True)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True, blank=True)
    result = models.JSONField(default=dict)
    problem = models.CharField(max_length=64, blank=True)
    problem_with = models.JSONField(default=dict)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: JobQuerySet = JobQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(
                "run_after", "id", condition=models.Q(state="queued"), name="jobs_job_waiting"
            ),
            models.Index(
                "lease_until", condition=models.Q(state="running"), name="jobs_job_leased"
            ),
            models.Index(fields=("unit", "-id"), name="jobs_job_by_unit"),
        ]
        constraints = [
            models.UniqueConstraint(
                "unit",
                "kind",
                "key",
                condition=models.Q(state__in=sorted(ACTIVE)) & ~models.Q(key=""),
                name="jobs_job_active_once",
            ),
            models.CheckConstraint(
                name="jobs_job_runs_on_a_lease",
                condition=models.Q(state="running", lease_until__isnull=False) & ~models.Q(token="")
                | ~models.Q(state="running") & models.Q(lease_until=None, token=""),
            ),
            models.CheckConstraint(
                name="jobs_job_ends_once",
                condition=models.Q(state__in=sorted(ENDED), ended_at__isnull=False)
                | models.Q(state__in=sorted(ACTIVE), ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} {self.state}"


class SchedulePeriod(models.Model):
    """That a schedule had its job in a period; being unique, it is what makes it happen once."""

    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+")
    schedule = models.CharField(max_length=64)
    period = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("schedule", "unit", "period", name="jobs_schedule_once")
        ]

    def __str__(self) -> str:
        return f"{self.schedule} {self.period}"


class Worker(models.Model):
    """A process that works on jobs, and when it reported last. It serves every unit."""

    name = models.CharField(max_length=120, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
