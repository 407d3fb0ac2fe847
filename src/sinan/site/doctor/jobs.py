"""Whether jobs are worked on."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _

from sinan.base.jobs.api import QueueHealth, queue_health

from .findings import Finding, Level, judged

# Longer than any rest of a worker; a job that is due this long is waiting for nobody.
PATIENCE = timedelta(minutes=10)
SILENCE = timedelta(minutes=2)
RECENT = timedelta(days=7)


def job_findings() -> Iterator[Finding]:
    """Examine the queue and its workers."""
    at = datetime.now(UTC)  # the doctor is asked about now
    health = queue_health(at=at, recent=at - RECENT)
    waited = at - health.oldest if health.oldest is not None else timedelta()
    yield judged(
        "jobs.queue",
        waited < PATIENCE,
        _("Jobs that wait: %(count)s, the oldest for %(minutes)s minutes")
        % {"count": health.waiting, "minutes": waited // timedelta(minutes=1)},
        _("Nobody works on them, or not fast enough: see the workers, or start one more."),
        otherwise=Level.WARNING,
    )
    yield _workers(health, at)
    yield judged(
        "jobs.failed",
        not health.faults,
        _("Jobs that failed for good within a week: %(count)s") % {"count": health.faults},
        _("See the page “Jobs” of the group: try them again, or cancel them."),
        otherwise=Level.WARNING,
    )


def _workers(health: QueueHealth, at: datetime) -> Finding:
    there = health.seen is not None and at - health.seen < SILENCE
    if not there and not health.waiting:
        # So it is before the first start, and whenever Sinan is at rest.
        return Finding(id="jobs.worker", level=Level.NOTE, message=_("No worker is running."))
    return judged(
        "jobs.worker",
        there,
        _("A worker is running.") if there else _("Jobs wait and no worker is running."),
        _("Start one: “sinan serve” brings one along, “sinan worker” is one by itself."),
        otherwise=Level.WARNING,
    )
