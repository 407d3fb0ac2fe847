"""The door of the queue for other apps."""

from .context import JobContext, JobGivenBack
from .kinds import JobKind, Schedule
from .models import Job
from .queries import QueueHealth, job_of, queue_health
from .rules import JobState
from .services.leases import JobCancelled, LeaseLost
from .services.queue import cancel, enqueue, retry

__all__ = [
    "Job",
    "JobCancelled",
    "JobContext",
    "JobGivenBack",
    "JobKind",
    "JobState",
    "LeaseLost",
    "QueueHealth",
    "Schedule",
    "cancel",
    "enqueue",
    "job_of",
    "queue_health",
    "retry",
]
