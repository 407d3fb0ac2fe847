"""What workers do to jobs: take one, keep it, end it. Each write names the token it holds.

These steps leave no audit line, the job's own row tells them; being parked does.
"""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models.functions import Coalesce

from sinan.base.audit import ledger
from sinan.base.org.scope import Scope

from ..models import Job
from ..rules import JobState, before

OPERATOR = Scope.of_operator()
WORKER_LOST = "jobs.worker_lost"


class LeaseLost(Exception):  # noqa: N818 - no error: somebody else has the job
    """The lease was over, and the job has been given to another worker."""


class JobCancelled(Exception):  # noqa: N818 - no error: somebody wished it
    """Somebody asked to stop the job."""


def claim(*, kinds: Iterable[str], lease: timedelta, at: datetime) -> Job | None:
    """Take the job that has waited longest, None when nothing is due."""
    due = Job.objects.due(at).filter(kind__in=list(kinds))
    # A plain look first: a transaction would take SQLite's write lock at every poll.
    if not due.exists():
        return None
    token = secrets.token_hex(16)
    with transaction.atomic():
        # On PostgreSQL workers pass over a row that another one has its hand on; on SQLite the
        # clause is void, and the transaction is alone. The condition of the update decides.
        waiting = due.select_for_update(skip_locked=True).order_by("run_after", "pk")
        first = list(waiting.values_list("pk", flat=True)[:1])
        Job.objects.filter(pk__in=first, state=JobState.QUEUED).update(
            state=JobState.RUNNING,
            token=token,
            lease_until=at + lease,
            attempts=models.F("attempts") + 1,
            started_at=Coalesce("started_at", models.Value(at)),
        )
    return _held(token).select_related("unit", "asked_by").filter(pk__in=first).first()


@transaction.atomic
def heartbeat(*, token: str, lease: timedelta, at: datetime) -> bool:
    """Keep a job for longer; False when it is no longer ours."""
    return bool(_held(token).update(lease_until=at + lease))


def progress(
    *, job_id: int, token: str, done: int, total: int | None, lease: timedelta, at: datetime
) -> None:
    """Write how far a job is and keep it for longer.

    Raises `LeaseLost` when another worker has it, `JobCancelled` when somebody asked to stop.
    """
    ours = _held(token).filter(pk=job_id)
    if not ours.update(done=done, total=total, lease_until=at + lease):
        raise LeaseLost
    if ours.filter(cancel_asked_at__isnull=False).exists():
        raise JobCancelled


@transaction.atomic
def finish(*, token: str, result: Mapping[str, Any], at: datetime) -> None:
    """End a job well. Raises `LeaseLost` when another worker has it."""
    ended: dict[str, Any] = {"result": dict(result), "problem": "", "problem_with": {}}
    if not _let_go(_held(token), JobState.DONE, at=at, **ended):
        raise LeaseLost


@transaction.atomic
def stop(*, token: str, at: datetime) -> None:
    """End a job that somebody cancelled."""
    _let_go(_held(token), JobState.CANCELLED, at=at)


@transaction.atomic
def give_back(*, token: str, at: datetime) -> bool:
    """Queue a job again because its worker ends; that was no try of its own."""
    attempts = models.F("attempts") - 1
    return _let_go(_held(token), JobState.QUEUED, at=at, attempts=attempts, run_after=at)


@transaction.atomic
def fail(
    *, token: str, problem: str, params: Mapping[str, Any], rest: timedelta, at: datetime
) -> None:
    """Let a job rest before its next try; park it after the last, end it when it was cancelled."""
    job = _held(token).first()
    if job is not None:
        _after_failure(job, _held(token), problem=problem, params=params, rest=rest, at=at)


@transaction.atomic
def park(*, token: str, problem: str, params: Mapping[str, Any], at: datetime) -> None:
    """Set a job aside for a person: trying again would change nothing."""
    job = _held(token).first()
    if job is not None:
        _park(job, _held(token), problem=problem, params=params, at=at)


def recover(*, at: datetime) -> int:
    """Take the jobs back whose workers have died; return how many. Their tries count."""
    lost = list(Job.objects.abandoned(at).order_by("pk")[:100])
    return sum(_recovered(job, at) for job in lost)


@transaction.atomic
def _recovered(job: Job, at: datetime) -> bool:
    # The token and the time again: a worker that was only slow may have reported by now.
    still = Job.objects.abandoned(at).filter(pk=job.pk, token=job.token)
    return _after_failure(job, still, problem=WORKER_LOST, params={}, rest=timedelta(), at=at)


def _after_failure(
    job: Job,
    rows: "models.QuerySet[Job]",
    *,
    problem: str,
    params: Mapping[str, Any],
    rest: timedelta,
    at: datetime,
) -> bool:
    if job.cancel_asked_at is not None:
        return _let_go(rows, JobState.CANCELLED, at=at)
    if job.attempts >= job.max_attempts:
        return _park(job, rows, problem=problem, params=params, at=at)
    told = {"problem": problem, "problem_with": dict(params)}
    return _let_go(rows, JobState.QUEUED, at=at, run_after=at + rest, **told)


def _park(
    job: Job,
    rows: "models.QuerySet[Job]",
    *,
    problem: str,
    params: Mapping[str, Any],
    at: datetime,
) -> bool:
    told = {"problem": problem, "problem_with": dict(params)}
    parked = _let_go(rows, JobState.FAILED, at=at, **told)
    if parked:
        values = {"kind": job.kind, "problem": problem}
        ledger.record(
            "jobs.job.parked", job, unit_id=job.unit_id, by=OPERATOR, at=at, values=values
        )
    return parked


def _held(token: str) -> "models.QuerySet[Job]":
    return Job.objects.filter(token=token, state=JobState.RUNNING)


def _let_go(rows: "models.QuerySet[Job]", state: JobState, *, at: datetime, **values: Any) -> bool:
    ended = None if state is JobState.QUEUED else at
    return bool(
        rows.filter(state__in=before(state)).update(
            state=state, token="", lease_until=None, ended_at=ended, **values
        )
    )
