"""Reading jobs."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models

from sinan.base.org.models import Unit
from sinan.base.org.scope import Scope

from .models import Job, Worker
from .rules import ACTIVE, JobState
from .services.leases import WORKER_LOST

SEE, MANAGE = "jobs.see", "jobs.manage"
PAGE = 50
# What the operator has to look at; a refusal is its asker's matter.
FAULTS = ("jobs.broke", WORKER_LOST, "jobs.took_too_long")
SHOWN: dict[str, tuple[JobState, ...]] = {
    "active": tuple(sorted(ACTIVE)),
    "failed": (JobState.FAILED,),
    "done": (JobState.DONE, JobState.CANCELLED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class JobPage:
    """Some jobs of a unit and all below it, newest first; `more` tells of older ones."""

    jobs: tuple[Job, ...]
    counts: dict[str, int]
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueHealth:
    """How the queue fares: what waits and since when, which worker reported, what is parked."""

    waiting: int
    oldest: datetime | None
    seen: datetime | None
    faults: int


def jobs_at(scope: Scope, unit: Unit) -> "models.QuerySet[Job]":
    """Return the jobs of `unit` and the units below it."""
    return Job.objects.within(scope, SEE).filter(unit__path__startswith=unit.path)


def job_of(scope: Scope, unit: Unit, job_id: int) -> Job | None:
    """Return one job, None when the holder does not see it at `unit`."""
    return jobs_at(scope, unit).select_related("unit", "asked_by").filter(pk=job_id).first()


def job_page(scope: Scope, unit: Unit, *, show: str = "", before: int | None = None) -> JobPage:
    """Read a page of jobs, narrowed to those of `show`, older than the job `before`."""
    found = jobs_at(scope, unit)
    counts = _counts(found)
    if show in SHOWN:
        found = found.filter(state__in=SHOWN[show])
    if before is not None:
        found = found.filter(pk__lt=before)
    read = list(found.select_related("unit", "asked_by").order_by("-pk")[: PAGE + 1])
    return JobPage(jobs=tuple(read[:PAGE]), counts=counts, more=len(read) > PAGE)


def _counts(found: "models.QuerySet[Job]") -> dict[str, int]:
    by_state = dict(found.order_by().values_list("state").annotate(count=models.Count("pk")))
    counts = {
        name: sum(by_state.get(str(state), 0) for state in states) for name, states in SHOWN.items()
    }
    return {"": sum(by_state.values()), **counts}


def queue_health(*, at: datetime, recent: datetime) -> QueueHealth:
    """Look at the whole installation's queue; faults count since `recent`."""
    due = Job.objects.due(at).aggregate(count=models.Count("pk"), oldest=models.Min("run_after"))
    seen = Worker.objects.filter(stopped_at=None).aggregate(last=models.Max("seen_at"))["last"]
    parked = Job.objects.filter(state=JobState.FAILED, problem__in=FAULTS, ended_at__gte=recent)
    return QueueHealth(waiting=due["count"], oldest=due["oldest"], seen=seen, faults=parked.count())
