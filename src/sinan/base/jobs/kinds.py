"""What kinds of jobs there are: each app states its own in `jobs.py`, found by name."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule

from .rules import period_of_day, period_of_minutes

if TYPE_CHECKING:
    # Only for the reader: a context writes through the services, which know the kinds.
    from .context import JobContext

Text = str | Promise
Result = Mapping[str, Any]


def _nothing(_result: Result) -> Text:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobKind:
    """One kind of work, known by its name ("files.tidy").

    `run` does it. It may run more than once, so it changes nothing the second time, and it calls
    `progress` in every transaction: that keeps the lease and fences off a runner who lost it.
    `ability` is the right that whoever asked must still hold when it runs. A try that takes
    longer than `longest` counts as hung. `told` says a result in the reader's language.
    """

    name: str
    label: Text
    run: "Callable[[JobContext], Result | None]"
    ability: str = ""
    max_attempts: int = 5
    first_rest: timedelta = field(default=timedelta(seconds=30))
    longest: timedelta = field(default=timedelta(hours=1))
    told: Callable[[Result], Text] = _nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """That a job of a kind runs by itself: every so many minutes, or daily (China's clock).

    It belongs to the first group, or with `each_group` to every one.
    """

    kind: str
    every_minutes: int = 0
    daily_at: time | None = None
    each_group: bool = False

    def period(self, at: datetime) -> str:
        """Name the period that is due at a moment; one that was slept through is left out."""
        if self.daily_at is not None:
            return period_of_day(at, self.daily_at)
        return period_of_minutes(at, self.every_minutes)


@cache
def job_kinds() -> dict[str, JobKind]:
    """Return every kind of job by its name."""
    found = [kind for module in _modules() for kind in module.JOBS]
    known = {kind.name: kind for kind in found}
    if len(known) != len(found):
        raise ValueError("two kinds of jobs have one name")
    return known


@cache
def schedules() -> tuple[Schedule, ...]:
    """Return every schedule."""
    return tuple(s for module in _modules() for s in getattr(module, "SCHEDULES", ()))


def _modules() -> Iterator[ModuleType]:
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, "jobs"):
            module = import_module(f"{app.name}.jobs")
            if hasattr(module, "JOBS"):
                yield module
