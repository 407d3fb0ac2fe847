"""The screens of jobs: what they say, to whom, and the two buttons."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from sinan.base.jobs.models import Job
from sinan.base.jobs.queries import PAGE
from sinan.base.jobs.services import leases, queue
from sinan.base.org.models import Unit
from tests.conftest import NOW, OPERATOR, Trade

from .conftest import LEASE, Ask, claimed, fresh, run_next

pytestmark = pytest.mark.django_db
POLLS = 'hx-trigger="every 2s"'


def show(client: Client, unit: Unit, path: str = "", **headers: str) -> Any:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client.get(f"/u/{unit.key}/jobs/{path}", headers=headers)


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_empty(trade: Trade) -> None:
    text = text_of(show(trade.client("store_manager"), trade.store))
    assert "No jobs yet" in text
    assert POLLS not in text


def test_progress_is_shown_and_asked_for_while_it_runs(ask: Ask, trade: Trade) -> None:
    job = ask("trial.steps", by=trade.scope("staff"))
    token = claimed().token
    leases.progress(job_id=job.pk, token=token, done=1200, total=4800, lease=LEASE, at=NOW)
    manager = trade.client("store_manager")
    for path in ("", f"{job.pk}/"):
        text = text_of(show(manager, trade.store, path))
        assert "1200 of 4800" in text
        assert 'aria-valuenow="25"' in text
        assert POLLS in text
        assert "staff-at-S1" in text
    leases.finish(token=token, result={"steps": 4800}, at=NOW)
    for path in ("", f"{job.pk}/"):
        text = text_of(show(manager, trade.store, path))
        assert POLLS not in text
        assert "4800 steps" in text


def test_only_the_fragment_is_asked_for_again(ask: Ask, trade: Trade) -> None:
    job = ask()
    manager = trade.client("store_manager")
    for path, target in (("", "jobs"), (f"{job.pk}/", "job")):
        again = {"HX-Request": "true", "HX-Target": target}
        part = text_of(show(manager, trade.store, path, **again))
        assert part.startswith(f'<div id="{target}"')
        assert "<html" not in part


def test_a_job_for_later_is_not_asked_for_again_and_again(ask: Ask, trade: Trade) -> None:
    job = ask()
    Job.objects.filter(pk=job.pk).update(run_after=NOW + timedelta(days=36500))
    assert POLLS not in text_of(show(trade.client("store_manager"), trade.store))


def test_failures_are_in_words(ask: Ask, trade: Trade) -> None:
    ask("trial.refused")
    run_next()
    job = ask("trial.poison")
    run_next()
    text = text_of(show(trade.client("store_manager"), trade.store))
    assert "S\ufffd\ufffd" in text
    assert "An unexpected error (ZeroDivisionError)" in text
    assert "try 1 of 3 failed" in text
    assert fresh(job).state == "queued"


def test_result_and_words_are_escaped(ask: Ask, trade: Trade) -> None:
    job = ask("trial.refused")
    claimed()
    Job.objects.filter(pk=job.pk).update(problem_with={"code": "<script>alert(1)</script>"})
    Job.objects.filter(pk=job.pk).update(problem="unit.unknown")
    text = text_of(show(trade.client("store_manager"), trade.store))
    assert "<script>alert" not in text


def test_buttons_are_for_those_who_may(ask: Ask, trade: Trade) -> None:
    job = ask()
    cancel = f"/u/S1/jobs/{job.pk}/cancel/"
    assert cancel in text_of(show(trade.client("store_manager"), trade.store))
    looker = trade.client("department_manager")
    assert cancel not in text_of(show(looker, trade.store))
    assert looker.post(cancel).status_code == 403
    assert show(trade.client("staff"), trade.store).status_code == 403
    assert fresh(job).state == "queued"


def test_cancel_and_try_again(ask: Ask, trade: Trade) -> None:
    job = ask()
    manager = trade.client("store_manager")
    answer = manager.post(f"/u/S1/jobs/{job.pk}/cancel/", {"back": "list"})
    assert (answer.status_code, answer["Location"]) == (302, "/u/S1/jobs/")
    assert fresh(job).state == "cancelled"
    refused = manager.post(f"/u/S1/jobs/{job.pk}/cancel/")
    assert refused.status_code == 422
    answer = manager.post(f"/u/S1/jobs/{job.pk}/retry/", {"back": "https://evil.example/"})
    assert answer["Location"] == f"/u/S1/jobs/{job.pk}/"
    assert fresh(job).state == "queued"
    assert manager.post(f"/u/S1/jobs/{job.pk}/retry/").status_code == 422
    assert manager.get(f"/u/S1/jobs/{job.pk}/retry/").status_code == 405


def test_the_group_sees_its_stores_and_no_other(ask: Ask, trade: Trade) -> None:
    here, sister = ask(), ask(unit=trade.sister)
    strange = ask(unit=trade.stranger)
    owner = trade.client("owner")
    text = text_of(show(owner, trade.group))
    assert f"/u/S1/jobs/{here.pk}/" in text
    assert f"/u/S2/jobs/{sister.pk}/" in text
    assert f"jobs/{strange.pk}/" not in text
    manager = trade.client("store_manager")
    assert "/u/S2/" not in text_of(show(manager, trade.store))
    for path in (f"{sister.pk}/", f"{strange.pk}/", "999999/", f"{10**30}/"):
        assert show(manager, trade.store, path).status_code == 404
    for foreign in (sister, strange):
        assert manager.post(f"/u/S1/jobs/{foreign.pk}/cancel/").status_code == 404
        assert fresh(foreign).state == "queued"


def test_pages_and_filters(ask: Ask, trade: Trade, django_assert_max_num_queries: Any) -> None:
    jobs = [ask() for _ in range(PAGE + 3)]
    queue.cancel(job=jobs[0], by=OPERATOR, at=NOW)
    manager = trade.client("store_manager")
    with django_assert_max_num_queries(10):
        text = text_of(show(manager, trade.store))
    assert text.count('class="job-state"') == PAGE + 1  # and the heading
    assert f"before={jobs[3].pk}" in text
    older = text_of(show(manager, trade.store, f"?before={jobs[3].pk}"))
    assert older.count("job-badge") == 3
    assert text_of(show(manager, trade.store, "?show=done")).count("job-badge") == 1
    assert "No such jobs" in text_of(show(manager, trade.store, "?show=failed"))


@pytest.mark.parametrize(
    "query", ["show=x", "before=x", "before=-1", "before=" + "9" * 400, "before=%C2%B2"]
)
def test_odd_questions_are_answered(ask: Ask, trade: Trade, query: str) -> None:
    ask()
    assert show(trade.client("store_manager"), trade.store, f"?{query}").status_code == 200


def test_a_kind_that_is_gone_keeps_its_name(ask: Ask, trade: Trade) -> None:
    job = ask()
    Job.objects.filter(pk=job.pk).update(kind="older.kind", result={"x": 1})
    assert "older.kind" in text_of(show(trade.client("store_manager"), trade.store))
