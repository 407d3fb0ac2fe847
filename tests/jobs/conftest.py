"""Jobs in one process: the tests' own kinds beside the product's, and a clock that is set."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sinan.base.jobs import kinds
from sinan.base.jobs.models import Job
from sinan.base.jobs.runner import Outcome, Terms, run
from sinan.base.jobs.services import leases, queue
from tests.conftest import NOW, OPERATOR, Trade
from tests.jobs.trial import jobs as trial

LEASE = timedelta(seconds=60)


@pytest.fixture(autouse=True)
def _trial(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SINAN_TRIAL", str(tmp_path / "notes"))
    known = {**kinds.job_kinds(), **{kind.name: kind for kind in trial.JOBS}}
    monkeypatch.setattr(kinds, "job_kinds", lambda: known)
    monkeypatch.setattr(kinds, "schedules", lambda: trial.SCHEDULES)


Ask = Callable[..., Job]


@pytest.fixture
def ask(trade: Trade) -> Ask:
    """Return a way to ask for a job at the store."""

    def asked(kind: str = "trial.mark", **more: Any) -> Job:
        given = {"unit": trade.store, "payload": {"number": 1}, "by": OPERATOR, "at": NOW, **more}
        return queue.enqueue(kind=kind, **given)

    return asked


def claimed(at: datetime = NOW) -> Job:
    """Take what is due."""
    job = leases.claim(kinds=kinds.job_kinds(), lease=LEASE, at=at)
    assert job is not None
    return job


def nothing_due(at: datetime = NOW) -> bool:
    return leases.claim(kinds=kinds.job_kinds(), lease=LEASE, at=at) is None


def run_next(at: datetime = NOW) -> Outcome:
    """Take what is due and run it, at one moment."""
    return run(claimed(at), Terms(lease=LEASE, clock=lambda: at))


def fresh(job: Job) -> Job:
    """Read a job again."""
    return Job.objects.get(pk=job.pk)
