"""Departments and owners."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sinan.base.org.services import add_employee
from sinan.kernel.lights import Light
from sinan.kernel.month import Month
from sinan.management.scorecard.models import MetricOwner, OwnerKind
from sinan.management.scorecard.queries import people
from sinan.management.scorecard.queries.board import board_of
from sinan.management.scorecard.queries.year import year_of
from tests.conftest import NOW, OPERATOR, Trade

from .screens import Year, plan_of, show, text_of, year_2016

FEBRUARY = Month(2016, 2)
AsRole = Callable[[str], Client]


@pytest.fixture
def year(trade: Trade) -> Year:
    written = year_2016(trade.store, trade.group)
    plan_of(written, "K1", ("2016-02-10", None, None, "备车"))
    return written


def owner_rows(trade: Trade) -> dict[str, people.OwnerMonth]:
    scope = trade.scope("store_manager")
    found = year_of(scope, trade.store, 2016)
    assert found is not None
    board = board_of(found, FEBRUARY, today=date(2016, 3, 5))
    rows = people.owners(found, board, people.ownerships_of(scope, found))
    return {row.person.name: row for row in rows}


def test_a_department_counts_its_lights_and_names_the_worst(
    as_role: AsRole, trade: Trade, year: Year
) -> None:
    page = show(as_role("store_manager"), trade.store, "departments/?m=2016-02")
    found = {row.code: row for row in page.context["departments"]}
    assert list(found) == ["sales", "customer_service", "marketing"]
    assert found["sales"].counts[Light.RED] == 2
    assert [m.info.code for m in found["sales"].worst] == ["M3", "M7", "M13", "M14"]
    assert [plan.code for plan in found["marketing"].plans] == ["K1"]
    words = text_of(page)
    assert "Nothing red or yellow this month." in words
    assert "No metrics of its own, only action plans." in words


def test_grey_is_not_called_good(as_role: AsRole, trade: Trade, year: Year) -> None:
    words = text_of(show(as_role("store_manager"), trade.store, "departments/?m=2016-11"))
    assert "Nothing red or yellow this month." not in words
    assert "No light yet" in words


def test_a_department_shows_its_own_metrics_and_year(
    as_role: AsRole, trade: Trade, year: Year
) -> None:
    page = show(as_role("store_manager"), trade.store, "departments/sales/?m=2016-02&order=-value")
    rows = [row.info.code for row in page.context["list"].rows]
    assert rows[0] == "M13"
    assert "M10" not in rows
    trail = next(t for t in page.context["trails"] if t.info.code == "M3")
    lights = [str(month.light) for month in trail.months]
    assert lights == ["green", "red", *["grey"] * 10]


def test_an_unknown_department_is_not_there(as_role: AsRole, trade: Trade, year: Year) -> None:
    assert show(as_role("store_manager"), trade.store, "departments/moon/").status_code == 404


def test_a_department_without_metrics_shows_its_plans(
    as_role: AsRole, trade: Trade, year: Year
) -> None:
    page = text_of(show(as_role("store_manager"), trade.store, "departments/marketing/?m=2016-02"))
    assert "This department has no metrics" in page
    assert "Plan K1" in page


def test_owners_count_each_metric_once(trade: Trade, year: Year) -> None:
    rows = owner_rows(trade)
    assert set(rows) == {"周林", "顾清", "林一帆"}
    achiever = rows["顾清"]
    assert sum(achiever.counts.values()) == len(achiever.metrics) == 10
    assert [len(group.metrics) for group in achiever.groups] == [10, 1]
    assert achiever.confirmed_by_others == {year.metrics["M13"].pk}
    assert rows["周林"].confirmed_by_others == frozenset()
    assert [plan.code for plan in rows["周林"].plans] == ["K1"]


def test_joint_owners_each_have_the_metric(trade: Trade, year: Year) -> None:
    MetricOwner.objects.create(
        unit=trade.store,
        metric=year.metrics["M3"],
        kind=OwnerKind.ACHIEVER,
        employee=year.people["周林"],
    )
    assert "M3" in [m.info.code for m in owner_rows(trade)["周林"].owned[OwnerKind.ACHIEVER]]


def test_owners_stand_with_their_posts(as_role: AsRole, trade: Trade, year: Year) -> None:
    page = text_of(show(as_role("store_manager"), trade.store, "owners/?m=2016-02"))
    for name, post in (("周林", "展厅经理"), ("顾清", "网电销经理"), ("林一帆", "销售总监")):
        assert f'{name}<span class="post"> · {post}' in page


def test_an_owner_sees_who_confirms(as_role: AsRole, trade: Trade, year: Year) -> None:
    address = f"owners/{year.people['顾清'].pk}/?m=2016-02"
    page = text_of(show(as_role("store_manager"), trade.store, address))
    assert "For 1 of these metrics this person both achieves" in page


def test_figures_of_margins_stay_hidden_at_people_too(
    as_role: AsRole, trade: Trade, year: Year
) -> None:
    for path in ("departments/", "departments/sales/", f"owners/{year.people['顾清'].pk}/"):
        assert "1,108" in text_of(show(as_role("store_manager"), trade.store, f"{path}?m=2016-02"))
        assert "1,108" not in text_of(show(as_role("staff"), trade.store, f"{path}?m=2016-02"))


def test_a_person_of_another_store_is_not_there(as_role: AsRole, trade: Trade, year: Year) -> None:
    other = add_employee(unit=trade.sister, name="程欣", by=OPERATOR, at=NOW)
    manager = as_role("store_manager")
    assert show(manager, trade.store, f"owners/{other.pk}/").status_code == 404
    assert show(manager, trade.store, "owners/99999/").status_code == 404


def test_someone_without_metrics_gets_a_page(as_role: AsRole, trade: Trade, year: Year) -> None:
    new = add_employee(unit=trade.store, name="程欣", by=OPERATOR, at=NOW)
    page = text_of(show(as_role("store_manager"), trade.store, f"owners/{new.pk}/"))
    assert "owns no metric and leads no action plan" in page


def test_my_metrics_lead_to_my_page(as_role: AsRole, trade: Trade, year: Year) -> None:
    me = year.people["周林"]
    me.user = trade.person("staff")
    me.save()
    answer = show(as_role("staff"), trade.store, "owners/me/?m=2016-02")
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"/owners/{me.pk}/?m=2016-02")
    assert "My metrics" in text_of(show(as_role("staff"), trade.store, "owners/?m=2016-02"))


def test_one_who_does_not_work_here_is_told(as_role: AsRole, trade: Trade, year: Year) -> None:
    page = show(as_role("owner"), trade.store, "owners/me/?m=2016-02")
    assert page.status_code == 200
    assert "You are not on the staff of" in text_of(page)


def test_one_who_has_left_is_nobody_here(as_role: AsRole, trade: Trade, year: Year) -> None:
    me = year.people["周林"]
    me.user, me.left_on = trade.person("staff"), date(2016, 1, 31)
    me.save()
    assert show(as_role("staff"), trade.store, "owners/me/").status_code == 200


def _cost(client: Client, trade: Trade, path: str) -> int:
    show(client, trade.store, path)
    with CaptureQueriesContext(connection) as seen:
        answer: Any = show(client, trade.store, path)
    assert answer.status_code == 200
    return len(seen)


def test_pages_do_not_ask_per_row(as_role: AsRole, trade: Trade, year: Year) -> None:
    manager = as_role("store_manager")
    busy, calm = year.people["顾清"].pk, year.people["林一帆"].pk
    assert _cost(manager, trade, f"owners/{busy}/?m=2016-02") == _cost(
        manager, trade, f"owners/{calm}/?m=2016-02"
    )
    before = _cost(manager, trade, "owners/?m=2016-02")
    for number in range(5):
        person = add_employee(unit=trade.store, name=f"员工{number}", by=OPERATOR, at=NOW)
        for metric in list(year.metrics.values())[:5]:
            MetricOwner.objects.create(
                unit=trade.store, metric=metric, kind=OwnerKind.PROVIDER, employee=person
            )
    assert _cost(manager, trade, "owners/?m=2016-02") == before
    assert _cost(manager, trade, "departments/sales/?m=2016-02") == _cost(
        manager, trade, "departments/marketing/?m=2016-02"
    )
