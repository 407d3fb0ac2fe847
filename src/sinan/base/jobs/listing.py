"""The list of jobs as it is shown: its columns, each job in words, and what may be done to it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from sinan.base.exchange.columns import Column, Table
from sinan.base.org.models import Unit
from sinan.base.org.scope import Scope

from . import queries, sentences
from .models import Job
from .rules import ENDED, JobState, before

CANCELLABLE = frozenset(before(JobState.CANCELLED))
RETRIABLE = frozenset(before(JobState.QUEUED)) & ENDED
FILTERS = (
    ("", _("All")),
    ("active", _("Waiting and running")),
    ("failed", _("Failed")),
    ("done", _("Done and cancelled")),
)
LARGEST_KEY = 2**63 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLine:
    """A job in the reader's language."""

    job: Job
    label: str
    state: str
    problem: str
    result: str
    asker: str
    percent: int | None
    cancellable: bool
    retriable: bool
    moves: bool

    @property
    def rests(self) -> bool:
        """Tell whether it waits for another try."""
        return bool(self.job.state == JobState.QUEUED and self.job.attempts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One way to narrow the list."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class JobList:
    """A page of the list; `moves` tells that something on it will change by itself."""

    columns: tuple[Column, ...]
    lines: tuple[JobLine, ...]
    filters: tuple[Filter, ...]
    older: int | None
    moves: bool


JOBS_TABLE = Table(
    "jobs.jobs",
    (
        Column(name="state", label=_("State"), value=lambda line: line.state),
        Column(name="label", label=_("Job"), value=lambda line: line.label),
        Column(name="unit", label=_("Unit"), value=lambda line: line.job.unit.name),
        Column(name="progress", label=_("Progress"), value=lambda line: line.percent),
        Column(name="asker", label=_("Asked by"), value=lambda line: line.asker),
        Column(name="asked", label=_("Asked at"), value=lambda line: line.job.created_at),
        Column(name="deeds", label="", value=lambda line: "", ability=queries.MANAGE),
    ),
)


def job_list(scope: Scope, unit: Unit, *, show: str, before_text: str, at: datetime) -> JobList:
    """Read one page of the list of jobs and put it into words."""
    show = show if show in queries.SHOWN else ""
    page = queries.job_page(scope, unit, show=show, before=_key(before_text))
    lines = tuple(line_of(scope, job, at=at) for job in page.jobs)
    return JobList(
        columns=_columns(scope, unit),
        lines=lines,
        filters=tuple(
            Filter(value=value, label=str(label), count=page.counts[value], chosen=value == show)
            for value, label in FILTERS
        ),
        older=page.jobs[-1].pk if page.more else None,
        moves=any(line.moves for line in lines),
    )


def line_of(scope: Scope, job: Job, *, at: datetime) -> JobLine:
    """Put one job into words."""
    manages = scope.can(queries.MANAGE, job.unit)
    return JobLine(
        job=job,
        label=sentences.label_of(job),
        state=sentences.state_of(job),
        problem=sentences.problem_of(job),
        result=sentences.result_of(job),
        asker=_asker(job),
        percent=_percent(job),
        cancellable=manages and job.state in CANCELLABLE and job.cancel_asked_at is None,
        retriable=manages and job.state in RETRIABLE,
        moves=job.state == JobState.RUNNING
        or (job.state == JobState.QUEUED and job.run_after <= at),
    )


def _columns(scope: Scope, unit: Unit) -> tuple[Column, ...]:
    # All jobs of a store are the store's: saying so in every row tells nothing.
    there = JOBS_TABLE.open_to(scope, unit)
    return tuple(column for column in there if column.name != "unit" or not unit.is_store)


def _asker(job: Job) -> str:
    user = job.asked_by
    return "" if user is None else user.name or user.username


def _percent(job: Job) -> int | None:
    if job.state == JobState.DONE:
        return 100
    return min(100, job.done * 100 // job.total) if job.total else None


def _key(text: str) -> int | None:
    if not text.isascii() or not text.isdecimal() or len(text) > len(str(LARGEST_KEY)):
        return None
    return min(int(text), LARGEST_KEY)
