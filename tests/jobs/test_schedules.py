"""What runs by itself: once a period, whoever looks how often."""

from datetime import UTC, datetime, time, timedelta

import pytest

from sinan.base.jobs import kinds
from sinan.base.jobs.kinds import Schedule
from sinan.base.jobs.models import Job, SchedulePeriod, Worker
from sinan.base.jobs.runner import Outcome
from sinan.base.jobs.services import workers
from sinan.base.jobs.services.schedules import ask_for_scheduled
from tests.conftest import NOW, Trade

from .conftest import run_next

DAILY = Schedule(kind="trial.scheduled", daily_at=time(3, 30))
QUARTERLY = Schedule(kind="trial.scheduled", every_minutes=15)


@pytest.mark.parametrize(
    ("at", "period"),
    [
        ("2016-03-01T19:29:59", "2016-03-01"),  # 03:29:59 on the 2nd in China
        ("2016-03-01T19:30:00", "2016-03-02"),
        ("2016-12-31T16:00:00", "2016-12-31"),
        ("2016-12-31T20:00:00", "2017-01-01"),
    ],
)
def test_daily_follows_the_clock_of_china(at: str, period: str) -> None:
    assert DAILY.period(datetime.fromisoformat(at).replace(tzinfo=UTC)) == period


def test_minutes() -> None:
    at = datetime(2016, 3, 1, 4, 14, 59, tzinfo=UTC)
    assert QUARTERLY.period(at) == "2016-03-01T04:00Z"
    assert QUARTERLY.period(at + timedelta(seconds=1)) == "2016-03-01T04:15Z"


@pytest.mark.django_db
def test_once_a_period(trade: Trade, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "schedules", lambda: (QUARTERLY,))
    assert [ask_for_scheduled(at=NOW) for _ in range(3)] == [1, 0, 0]
    assert run_next() is Outcome.DONE
    assert ask_for_scheduled(at=NOW) == 0
    later = NOW + timedelta(minutes=15)
    assert ask_for_scheduled(at=later) == 1
    assert Job.objects.filter(unit=trade.group).count() == 2
    assert not Job.objects.filter(unit=trade.other_group).exists()


@pytest.mark.django_db
def test_a_slow_one_is_not_joined_by_the_next(
    trade: Trade, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kinds, "schedules", lambda: (QUARTERLY,))
    for quarter in range(4):
        ask_for_scheduled(at=NOW + timedelta(minutes=15 * quarter))
    assert Job.objects.count() == 1
    assert SchedulePeriod.objects.count() == 4


@pytest.mark.django_db
def test_each_group(trade: Trade, monkeypatch: pytest.MonkeyPatch) -> None:
    every = Schedule(kind="trial.scheduled", every_minutes=15, each_group=True)
    monkeypatch.setattr(kinds, "schedules", lambda: (every,))
    assert ask_for_scheduled(at=NOW) == 2
    assert {job.unit_id for job in Job.objects.all()} == {trade.group.pk, trade.other_group.pk}


@pytest.mark.django_db
def test_an_empty_installation_has_no_schedules() -> None:
    assert ask_for_scheduled(at=NOW) == 0


@pytest.mark.django_db
def test_the_queue_tidies_up(trade: Trade) -> None:
    workers.report(name="old", at=NOW)
    ask_for_scheduled(at=NOW)
    run_next()
    long_after = NOW + timedelta(days=31)
    workers.report(name="new", at=long_after)
    assert workers.forget_old(keep=timedelta(days=30), at=long_after) == 1
    assert [worker.name for worker in Worker.objects.all()] == ["new"]
    assert not SchedulePeriod.objects.exists()


def test_the_products_own_schedules_name_kinds() -> None:
    known = kinds.job_kinds()
    assert all(schedule.kind in known for schedule in kinds.schedules())
    found = [s for module in kinds._modules() for s in getattr(module, "SCHEDULES", ())]
    assert {schedule.kind for schedule in found} == {"jobs.tidy", "files.tidy"}
    assert all(known[schedule.kind].label for schedule in found)
