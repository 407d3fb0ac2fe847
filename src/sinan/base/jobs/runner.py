"""One try of one job: run its kind, then say how it ended."""

import logging
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from threading import Event
from typing import Any

from sinan.base.org.api import scope_of
from sinan.base.org.scope import Scope
from sinan.kernel.refusal import Refusal

from . import kinds
from .context import JobContext, JobGivenBack
from .models import Job
from .rules import rest_after
from .services import leases

log = logging.getLogger("sinan.jobs")
BROKE = "jobs.broke"
LONGEST_WORD = 200


class Outcome(StrEnum):
    """How a try ended."""

    DONE = "done"
    FAILED = "failed"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    GIVEN_BACK = "given back"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms jobs are run: the lease they get, the clock, and whether the worker ends."""

    lease: timedelta
    clock: Callable[[], datetime]
    stopping: Event = field(default_factory=Event)


def run(job: Job, terms: Terms) -> Outcome:
    """Run a job that has been claimed, and end it, let it rest, park it or give it back."""
    token, clock = job.token, terms.clock
    outcome = Outcome.DONE
    try:
        _do(job, terms)
    except leases.JobCancelled:
        leases.stop(token=token, at=clock())
        outcome = Outcome.CANCELLED
    except JobGivenBack:
        leases.give_back(token=token, at=clock())
        outcome = Outcome.GIVEN_BACK
    except leases.LeaseLost:
        log.warning("job %s (%s): the lease was lost", job.pk, job.kind)
        outcome = Outcome.LOST
    except Refusal as no:
        leases.park(token=token, problem=no.code, params=storable(no.params), at=clock())
        outcome = Outcome.REFUSED
    except (Exception, SystemExit) as problem:  # whatever a job does, the worker lives
        _failed(job, problem, terms)
        outcome = Outcome.FAILED
    return outcome


def _do(job: Job, terms: Terms) -> None:
    kind = kinds.job_kinds()[job.kind]
    result = kind.run(_context(job, kind, terms)) or {}
    leases.finish(token=job.token, result=result, at=terms.clock())


def _context(job: Job, kind: "kinds.JobKind", terms: Terms) -> JobContext:
    by = _scope(job)
    if kind.ability and not by.can(kind.ability, job.unit):
        raise Refusal("jobs.right_withdrawn")
    return JobContext(
        job_id=job.pk,
        token=job.token,
        unit=job.unit,
        payload=job.payload,
        attempt=job.attempts,
        by=by,
        lease=terms.lease,
        clock=terms.clock,
        stopping=terms.stopping,
    )


def _scope(job: Job) -> Scope:
    """Gather the rights of whoever asked, as they are now and not as they were."""
    if job.asked_by is None:
        return Scope.of_operator()
    if not job.asked_by.is_active:
        raise Refusal("jobs.right_withdrawn")
    return scope_of(job.asked_by.pk)


def _failed(job: Job, problem: BaseException, terms: Terms) -> None:
    # The class and the place only: what the problem says may quote somebody's data.
    name, place = type(problem).__name__, _place(problem)
    log.error("job %s (%s), try %s: %s at %s", job.pk, job.kind, job.attempts, name, place)
    rest = rest_after(job.attempts, kinds.job_kinds()[job.kind].first_rest)
    leases.fail(token=job.token, problem=BROKE, params={"error": name}, rest=rest, at=terms.clock())


def _place(problem: BaseException) -> str:
    steps = traceback.extract_tb(problem.__traceback__)
    return " < ".join(f"{step.name}:{step.lineno}" for step in reversed(steps[-4:]))


def storable(params: Mapping[str, Any]) -> dict[str, Any]:
    """Make a refusal's parameters fit for JSON in any database."""
    return {
        name: value if isinstance(value, int) else _word(str(value))
        for name, value in params.items()
    }


def _word(text: str) -> str:
    # PostgreSQL keeps neither NUL nor half a surrogate pair.
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in text)
    return shown[:LONGEST_WORD]
