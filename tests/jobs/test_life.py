"""The life of a job: from every state every deed, what it leads to and what it refuses."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from sinan.base.audit.models import AuditLine
from sinan.base.jobs.models import Job
from sinan.base.jobs.rules import STEPS, JobState, rest_after
from sinan.base.jobs.services import leases, queue
from sinan.kernel.refusal import Refusal
from tests.conftest import NOW, OPERATOR, Trade

from .conftest import LEASE, Ask, claimed, fresh, nothing_due

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=3)


def in_state(ask: Ask, state: JobState) -> tuple[Job, str]:
    """Return a job in a state, and the token that runs or ran it."""
    job = ask()
    if state is JobState.QUEUED:
        return job, "no-token"
    token = claimed().token
    if state is JobState.DONE:
        leases.finish(token=token, result={}, at=NOW)
    elif state is JobState.FAILED:
        leases.park(token=token, problem="jobs.broke", params={"error": "X"}, at=NOW)
    elif state is JobState.CANCELLED:
        leases.stop(token=token, at=NOW)
    return fresh(job), token


DEEDS: dict[str, Callable[[Job, str], object]] = {
    "finish": lambda _job, token: leases.finish(token=token, result={}, at=LATER),
    "park": lambda _job, token: leases.park(token=token, problem="x.y", params={}, at=LATER),
    "stop": lambda _job, token: leases.stop(token=token, at=LATER),
    "give_back": lambda _job, token: leases.give_back(token=token, at=LATER),
    "recover": lambda _job, _token: leases.recover(at=LATER),
    "cancel": lambda job, _token: queue.cancel(job=job, by=OPERATOR, at=LATER),
    "retry": lambda job, _token: queue.retry(job=job, by=OPERATOR, at=LATER),
}
# What each deed makes of a job; a state that is not named stays as it is, the deed is refused or
# does nothing. A running job is only asked to stop.
LEADS = {
    "finish": {JobState.RUNNING: JobState.DONE},
    "park": {JobState.RUNNING: JobState.FAILED},
    "stop": {JobState.RUNNING: JobState.CANCELLED},
    "give_back": {JobState.RUNNING: JobState.QUEUED},
    "recover": {JobState.RUNNING: JobState.QUEUED},
    "cancel": {JobState.QUEUED: JobState.CANCELLED, JobState.FAILED: JobState.CANCELLED},
    "retry": {JobState.FAILED: JobState.QUEUED, JobState.CANCELLED: JobState.QUEUED},
}


@pytest.mark.parametrize("state", JobState)
@pytest.mark.parametrize("deed", DEEDS)
def test_every_deed_in_every_state(ask: Ask, state: JobState, deed: str) -> None:
    job, token = in_state(ask, state)
    assert job.state == state
    expected = LEADS[deed].get(state, state)
    assert expected in STEPS[state] | {state}
    try:
        DEEDS[deed](job, token)
    except (Refusal, leases.LeaseLost):
        assert expected is state
    after = fresh(job)
    assert after.state == expected
    assert bool(after.token) == (expected is JobState.RUNNING)
    assert bool(after.ended_at) == (expected in {JobState.DONE, JobState.FAILED, "cancelled"})


def test_one_waits_for_its_hour_and_the_oldest_comes_first(ask: Ask) -> None:
    later = ask(run_after=NOW + timedelta(minutes=5))
    second, first = ask(run_after=NOW), ask(run_after=NOW - timedelta(minutes=1))
    assert [claimed().pk, claimed().pk] == [first.pk, second.pk]
    assert nothing_due()
    assert claimed(NOW + timedelta(minutes=5)).pk == later.pk


def test_unknown_kind_is_left_to_a_worker_that_knows_it(ask: Ask) -> None:
    job = ask()
    Job.objects.filter(pk=job.pk).update(kind="newer.kind")
    assert nothing_due()
    assert fresh(job).state == JobState.QUEUED


def test_claiming_counts_the_try_and_gives_a_lease(ask: Ask) -> None:
    ask()
    job = claimed()
    assert (job.attempts, job.lease_until, job.started_at) == (1, NOW + LEASE, NOW)
    assert len(job.token) == 32


def test_heartbeat_keeps_a_job(ask: Ask) -> None:
    job = ask()
    token = claimed().token
    assert leases.heartbeat(token=token, lease=LEASE, at=NOW + timedelta(seconds=50))
    assert leases.recover(at=NOW + timedelta(seconds=70)) == 0
    assert leases.recover(at=NOW + timedelta(seconds=111)) == 1
    assert not leases.heartbeat(token=token, lease=LEASE, at=NOW)
    assert (fresh(job).state, fresh(job).problem) == (JobState.QUEUED, "jobs.worker_lost")


def test_who_lost_the_lease_changes_nothing(ask: Ask) -> None:
    job = ask()
    old = claimed().token
    leases.recover(at=LATER)
    new = claimed(LATER).token
    assert new != old
    with pytest.raises(leases.LeaseLost):
        leases.progress(job_id=job.pk, token=old, done=5, total=9, lease=LEASE, at=LATER)
    with pytest.raises(leases.LeaseLost):
        leases.finish(token=old, result={"by": "old"}, at=LATER)
    leases.fail(token=old, problem="x.y", params={}, rest=LEASE, at=LATER)
    leases.stop(token=old, at=LATER)
    leases.give_back(token=old, at=LATER)
    after = fresh(job)
    assert (after.state, after.token, after.done, after.result) == ("running", new, 0, {})


def test_failures_rest_longer_each_time_and_then_park(ask: Ask) -> None:
    job, at, rests = ask("trial.poison"), NOW, []
    for _try in range(3):
        token = claimed(at).token
        rest = rest_after(fresh(job).attempts, timedelta(seconds=30))
        leases.fail(token=token, problem="x.y", params={}, rest=rest, at=at)
        rests.append(fresh(job).run_after - at)
        assert nothing_due(at)
        at = fresh(job).run_after
    assert rests[:2] == [timedelta(seconds=30), timedelta(minutes=2)]
    parked = fresh(job)
    assert (parked.state, parked.attempts, parked.problem) == (JobState.FAILED, 3, "x.y")
    assert AuditLine.objects.filter(deed="jobs.job.parked").count() == 1


@pytest.mark.parametrize(
    ("attempt", "seconds"), [(1, 30), (2, 120), (3, 480), (4, 1920), (5, 3600), (60000, 3600)]
)
def test_rest(attempt: int, seconds: int) -> None:
    assert rest_after(attempt, timedelta(seconds=30)) == timedelta(seconds=seconds)


def test_a_job_that_kills_its_workers_parks(ask: Ask) -> None:
    job, at = ask("trial.deadly"), NOW
    for _try in range(2):
        claimed(at)
        at += timedelta(hours=1)
        assert leases.recover(at=at) == 1
    assert (fresh(job).state, fresh(job).problem) == (JobState.FAILED, "jobs.worker_lost")
    assert leases.recover(at=at) == 0


def test_being_given_back_is_no_try(ask: Ask) -> None:
    job = ask()
    leases.give_back(token=claimed().token, at=NOW)
    assert (fresh(job).attempts, fresh(job).problem) == (0, "")
    assert claimed().pk == job.pk


def test_cancel_of_a_running_job_is_asked(ask: Ask) -> None:
    job = ask()
    token = claimed().token
    queue.cancel(job=job, by=OPERATOR, at=NOW)
    assert fresh(job).state == JobState.RUNNING
    with pytest.raises(leases.JobCancelled):
        leases.progress(job_id=job.pk, token=token, done=1, total=2, lease=LEASE, at=NOW)
    leases.stop(token=token, at=NOW)
    assert fresh(job).state == JobState.CANCELLED


@pytest.mark.parametrize("how", ["fail", "recover"])
def test_a_cancelled_job_is_not_tried_again(ask: Ask, how: str) -> None:
    job = ask()
    token = claimed().token
    queue.cancel(job=job, by=OPERATOR, at=NOW)
    if how == "fail":
        leases.fail(token=token, problem="x.y", params={}, rest=LEASE, at=NOW)
    else:
        leases.recover(at=LATER)
    assert fresh(job).state == JobState.CANCELLED


def test_retry_gives_all_tries_and_forgets_the_cancelling(ask: Ask) -> None:
    job = ask()
    queue.cancel(job=job, by=OPERATOR, at=NOW)
    queue.retry(job=job, by=OPERATOR, at=LATER)
    after = fresh(job)
    assert (after.attempts, after.cancel_asked_at, after.run_after) == (0, None, LATER)
    deeds = AuditLine.objects.order_by("pk").values_list("deed", flat=True)
    assert list(deeds)[-3:] == ["jobs.job.asked", "jobs.job.cancelled", "jobs.job.retried"]


def test_a_key_is_there_once_until_it_has_ended(ask: Ask, trade: Trade) -> None:
    first = ask(key="import:7")
    assert ask(key="import:7").pk == first.pk
    assert ask(key="import:7", unit=trade.sister).pk != first.pk
    assert ask(key="import:8").pk != first.pk
    assert ask().pk != ask().pk
    queue.cancel(job=first, by=OPERATOR, at=NOW)
    second = ask(key="import:7")
    assert second.pk != first.pk
    with pytest.raises(Refusal) as no:
        queue.retry(job=first, by=OPERATOR, at=NOW)
    assert no.value.code == "jobs.already_asked"


def test_a_job_comes_with_its_transaction_or_not_at_all(ask: Ask) -> None:
    with transaction.atomic():
        ask()
        transaction.set_rollback(True)
    assert Job.objects.count() == 0


@pytest.mark.parametrize(
    "payload", [{"who": {"name": "林晓"}}, {"rate": 1.5}, {"text": "x" * 3000}, {"at": NOW}]
)
def test_a_payload_holds_keys_only(ask: Ask, payload: dict[str, object]) -> None:
    with pytest.raises((TypeError, ValueError)):
        ask(payload=payload)


def test_unknown_kind_is_a_fault_of_the_caller(ask: Ask) -> None:
    with pytest.raises(KeyError):
        ask("no.such")


@pytest.mark.parametrize(
    "values", [{"state": "running"}, {"state": "done"}, {"token": "x"}, {"ended_at": NOW}]
)
def test_impossible_rows_are_refused_by_the_database(ask: Ask, values: dict[str, object]) -> None:
    job = ask()
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(**values)
