"""What the queue says: when it says no, why a job stopped, where one stands."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinan.base.web.refusals import worded
from sinan.kernel.refusal import Refusal

from . import kinds
from .models import Job
from .rules import JobState

REFUSALS = {
    "jobs.has_ended": gettext_lazy("The job has ended already; there is nothing to cancel."),
    "jobs.not_stopped": gettext_lazy("Only a job that failed or was cancelled is tried again."),
    "jobs.already_asked": gettext_lazy("Another job does the same already; wait for its end."),
    "jobs.right_withdrawn": gettext_lazy(
        "Whoever asked for it no longer has the right to do this."
    ),
    "jobs.broke": gettext_lazy("An unexpected error (%(error)s); nothing of that step was kept."),
    "jobs.worker_lost": gettext_lazy("The worker ended in the middle of it."),
    "jobs.took_too_long": gettext_lazy("It took too long and was stopped."),
}
STATES: dict[JobState, str | Promise] = {
    JobState.QUEUED: gettext_lazy("Waiting"),
    JobState.RUNNING: gettext_lazy("Running"),
    JobState.DONE: gettext_lazy("Done"),
    JobState.FAILED: gettext_lazy("Failed"),
    JobState.CANCELLED: gettext_lazy("Cancelled"),
}


def label_of(job: Job) -> str:
    """Name what a job does; one whose kind is gone keeps the kind's name."""
    kind = kinds.job_kinds().get(job.kind)
    return str(kind.label) if kind else job.kind


def state_of(job: Job) -> str:
    """Say where a job stands."""
    if job.state == JobState.RUNNING and job.cancel_asked_at is not None:
        return _("Being cancelled")
    return str(STATES[JobState(job.state)])


def problem_of(job: Job) -> str:
    """Say what went wrong last, the empty string when nothing did."""
    return worded(Refusal(job.problem, **job.problem_with)) if job.problem else ""


def result_of(job: Job) -> str:
    """Say what came of a job."""
    kind = kinds.job_kinds().get(job.kind)
    return str(kind.told(job.result)) if kind and job.result else ""
