"""Asking for the jobs that run by themselves."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from sinan.base.org.models import Unit, UnitKind
from sinan.base.org.scope import Scope

from .. import kinds
from ..models import SchedulePeriod
from . import queue

OPERATOR = Scope.of_operator()
# While the last one has not ended, the next period adds no second one.
KEY = "schedule"


def ask_for_scheduled(*, at: datetime) -> int:
    """Queue what is due, once a period however many workers look; return how many."""
    groups = list(Unit.objects.working().filter(kind=UnitKind.GROUP).order_by("pk"))
    wanted = [
        (schedule, unit, schedule.period(at))
        for schedule in kinds.schedules()
        for unit in (groups if schedule.each_group else groups[:1])
    ]
    had = _had(period for _schedule, _unit, period in wanted)
    return sum(
        _ask(schedule, unit, period, at)
        for schedule, unit, period in wanted
        if (schedule.kind, unit.pk, period) not in had
    )


def _had(periods: Iterable[str]) -> set[tuple[str, int, str]]:
    rows = SchedulePeriod.objects.filter(period__in=set(periods))
    return set(rows.values_list("schedule", "unit_id", "period"))


@transaction.atomic
def _ask(schedule: "kinds.Schedule", unit: Unit, period: str, at: datetime) -> bool:
    _row, new = SchedulePeriod.objects.get_or_create(
        schedule=schedule.kind, unit=unit, period=period, defaults={"at": at}
    )
    if new:
        queue.enqueue(kind=schedule.kind, unit=unit, key=KEY, by=OPERATOR, at=at)
    return new
