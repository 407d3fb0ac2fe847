"""What people and apps do to jobs: ask for one, cancel it, have it tried again."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from sinan.base.audit import ledger
from sinan.base.org.models import Unit
from sinan.base.org.scope import Scope
from sinan.kernel.refusal import Refusal

from .. import kinds
from ..models import Job
from ..rules import ENDED, JobState, before

LONGEST_PAYLOAD = 2000
PLAIN = (bool, int, str, type(None))


@transaction.atomic
def enqueue(
    *,
    kind: str,
    unit: Unit,
    payload: Mapping[str, Any] | None = None,
    key: str = "",
    run_after: datetime | None = None,
    by: Scope,
    at: datetime,
) -> Job:
    """Ask for a job; it comes to be with the caller's transaction, or not at all.

    With a `key` there is one such job of the unit at a time: while it has not ended, asking
    again returns it. The payload holds keys and switches, never personal data.
    """
    values = {
        "payload": _checked(payload or {}),
        "run_after": run_after or at,
        "max_attempts": kinds.job_kinds()[kind].max_attempts,
        "asked_by_id": by.user_id,
        "created_at": at,
    }
    job = _active(unit, kind, key) if key else None
    if job is not None:
        return job
    try:
        with transaction.atomic():
            job = Job.objects.create(unit=unit, kind=kind, key=key, **values)
    except IntegrityError:
        # Somebody asked in the same moment; should theirs have ended already, ask for our own.
        job = _active(unit, kind, key)
        return job or Job.objects.create(unit=unit, kind=kind, key=key, **values)
    ledger.record("jobs.job.asked", job, unit_id=unit.pk, by=by, at=at, values={"kind": kind})
    return job


@transaction.atomic
def cancel(*, job: Job, by: Scope, at: datetime) -> None:
    """Cancel a job that waits or is parked; ask a running one to stop at its next step.

    Raises `Refusal` when it has ended.
    """
    mine = Job.objects.filter(pk=job.pk)
    waiting = [state for state in before(JobState.CANCELLED) if state != JobState.RUNNING]
    if not mine.filter(state__in=waiting).update(
        state=JobState.CANCELLED, ended_at=at
    ) and not mine.filter(state=JobState.RUNNING).update(cancel_asked_at=at):
        raise Refusal("jobs.has_ended")
    ledger.record("jobs.job.cancelled", job, unit_id=job.unit_id, by=by, at=at)


@transaction.atomic
def retry(*, job: Job, by: Scope, at: datetime) -> None:
    """Queue a failed or cancelled job again, with all its tries.

    Raises `Refusal` when it has not ended, ended well, or another one does the same already.
    """
    stopped = [state for state in before(JobState.QUEUED) if state in ENDED]
    try:
        with transaction.atomic():
            again = Job.objects.filter(pk=job.pk, state__in=stopped).update(
                state=JobState.QUEUED,
                attempts=0,
                run_after=at,
                ended_at=None,
                cancel_asked_at=None,
            )
    except IntegrityError:
        raise Refusal("jobs.already_asked") from None
    if not again:
        raise Refusal("jobs.not_stopped")
    ledger.record("jobs.job.retried", job, unit_id=job.unit_id, by=by, at=at)


def _active(unit: Unit, kind: str, key: str) -> Job | None:
    return Job.objects.active().filter(unit=unit, kind=kind, key=key).first()


def _checked(payload: Mapping[str, Any]) -> dict[str, Any]:
    plain = dict(payload)
    for name, value in plain.items():
        if not all(
            isinstance(one, PLAIN) for one in (value if isinstance(value, list) else [value])
        ):
            raise TypeError(f"payload {name}: a job carries keys, not {type(value).__name__}")
    if len(json.dumps(plain)) > LONGEST_PAYLOAD:
        raise ValueError("a job carries keys, not data: the payload is too long")
    return plain
