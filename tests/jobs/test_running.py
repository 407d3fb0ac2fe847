"""What comes of a try: finished, failed, refused, cancelled, given back, lost."""

import logging
from datetime import timedelta
from threading import Event

import pytest

from sinan.base.accounts.models import User
from sinan.base.jobs.models import Job
from sinan.base.jobs.runner import Outcome, Terms, run
from sinan.base.jobs.sentences import problem_of, result_of
from sinan.base.jobs.services import leases, queue
from sinan.base.org.models import Grant
from tests.conftest import NOW, OPERATOR, Trade

from .conftest import LEASE, Ask, claimed, fresh, run_next
from .trial.jobs import noted

pytestmark = pytest.mark.django_db
STEPS = {"steps": 3, "pause": 0}


def test_finished(ask: Ask) -> None:
    job = ask("trial.steps", payload=STEPS)
    assert run_next() is Outcome.DONE
    after = fresh(job)
    assert (after.state, after.result, after.done, after.total) == ("done", {"steps": 3}, 2, 3)
    assert result_of(after) == "3 steps"
    assert noted() == ["try 1", "step 0", "step 1", "step 2"]


def test_a_second_run_goes_on_where_the_first_was_killed(ask: Ask) -> None:
    ask("trial.steps", payload=STEPS)
    token = claimed().token
    leases.recover(at=NOW + timedelta(hours=1))
    assert token
    assert run_next(NOW + timedelta(hours=1)) is Outcome.DONE
    assert noted()[0] == "try 2"


def test_poison_rests_then_parks_and_says_nothing_private(
    ask: Ask, caplog: pytest.LogCaptureFixture
) -> None:
    job, at = ask("trial.poison"), NOW
    with caplog.at_level(logging.ERROR, "sinan.jobs"):
        for _try in range(3):
            assert run_next(at) is Outcome.FAILED
            at += timedelta(hours=1)
    after = fresh(job)
    assert after.state == "failed"
    assert "ZeroDivisionError" in problem_of(after)
    assert "13812345678" not in caplog.text + str(after.problem_with)


def test_refusal_is_not_tried_again_and_is_worded(ask: Ask) -> None:
    job = ask("trial.refused")
    assert run_next() is Outcome.REFUSED
    after = fresh(job)
    assert (after.state, after.attempts) == ("failed", 1)
    assert "S\ufffd\ufffd" in problem_of(after)


def test_cancelled_at_the_next_step(ask: Ask) -> None:
    job = ask("trial.steps", payload=STEPS)
    taken = claimed()
    queue.cancel(job=job, by=OPERATOR, at=NOW)
    assert run(taken, Terms(lease=LEASE, clock=lambda: NOW)) is Outcome.CANCELLED
    assert fresh(job).state == "cancelled"
    assert noted() == ["try 1"]


def test_given_back_when_the_worker_ends(ask: Ask) -> None:
    job = ask("trial.steps", payload=STEPS)
    stopping = Event()
    stopping.set()
    terms = Terms(lease=LEASE, clock=lambda: NOW, stopping=stopping)
    assert run(claimed(), terms) is Outcome.GIVEN_BACK
    assert (fresh(job).state, fresh(job).attempts) == ("queued", 0)


def test_lost_to_another_worker(ask: Ask) -> None:
    job = ask("trial.steps", payload=STEPS)
    taken = claimed()
    leases.recover(at=NOW + timedelta(hours=1))
    assert run(taken, Terms(lease=LEASE, clock=lambda: NOW)) is Outcome.LOST
    assert fresh(job).state == "queued"


def test_a_result_that_is_no_data_is_a_failure(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    job = ask()
    monkeypatch.setattr("tests.jobs.trial.jobs.note", lambda _line: None)
    Job.objects.filter(pk=job.pk).update(payload={})
    assert run_next() is Outcome.FAILED
    assert fresh(job).problem_with == {"error": "KeyError"}


def test_rights_are_those_of_now(ask: Ask, trade: Trade) -> None:
    manager = trade.scope("store_manager")
    first, second, third = (ask("trial.guarded", by=manager) for _ in range(3))
    assert run_next() is Outcome.DONE
    Grant.objects.filter(user_id=manager.user_id).update(ended_at=NOW)
    assert run_next() is Outcome.REFUSED
    assert fresh(second).problem == "jobs.right_withdrawn"
    User.objects.filter(pk=manager.user_id).update(is_active=False)
    assert run_next() is Outcome.REFUSED
    assert (fresh(first).state, fresh(third).state) == ("done", "failed")


def test_somebody_without_the_right_asks_in_vain(ask: Ask, trade: Trade) -> None:
    ask("trial.guarded", by=trade.scope("staff"))
    assert run_next() is Outcome.REFUSED
    assert noted() == []
