"""What is known about the workers."""

from datetime import datetime, timedelta

from django.db import transaction

from ..models import Job, SchedulePeriod, Worker
from ..rules import JobState


@transaction.atomic
def report(*, name: str, at: datetime, stopped: bool = False) -> None:
    """Write that a worker is there, or that it has ended."""
    Worker.objects.update_or_create(
        name=name,
        defaults={"seen_at": at, "stopped_at": at if stopped else None},
        create_defaults={"started_at": at, "seen_at": at},
    )


@transaction.atomic
def forget_old(*, keep: timedelta, at: datetime) -> int:
    """Drop old rows of the machinery: scheduled jobs that went well, periods, gone workers.

    What a person asked for stays, and so does what failed.
    """
    long_ago = at - keep
    well = (JobState.DONE, JobState.CANCELLED)
    old = Job.objects.filter(state__in=well, asked_by=None, key="schedule", ended_at__lt=long_ago)
    dropped, _each = old.delete()
    SchedulePeriod.objects.filter(at__lt=long_ago).delete()
    Worker.objects.filter(seen_at__lt=long_ago).delete()
    return dropped
