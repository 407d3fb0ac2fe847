"""What a job is given when it runs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event
from typing import Any

from sinan.base.org.models import Unit
from sinan.base.org.scope import Scope

from .services import leases


class JobGivenBack(Exception):  # noqa: N818 - no error: the worker is to end
    """The worker ends; another one takes the job from its last chunk on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobContext:
    """One try of a job.

    `by` is the scope of whoever asked, as it is now; the operator's for a schedule.
    """

    job_id: int
    token: str
    unit: Unit
    payload: Mapping[str, Any]
    attempt: int
    by: Scope
    lease: timedelta
    clock: Callable[[], datetime]
    stopping: Event = field(default_factory=Event)

    def at(self) -> datetime:
        """Return the moment it is, for the services."""
        return self.clock()

    def progress(self, done: int, total: int | None = None) -> None:
        """Say how far the job is, and learn whether to go on.

        Call it inside the chunk's transaction. What it raises (the job was cancelled, the worker
        ends, the lease is lost) takes that chunk back; let it pass.
        """
        if self.stopping.is_set():
            raise JobGivenBack
        leases.progress(
            job_id=self.job_id,
            token=self.token,
            done=done,
            total=total,
            lease=self.lease,
            at=self.clock(),
        )
