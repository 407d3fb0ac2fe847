"""Action plans: list, page, line of time."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sinan.kernel.month import Month
from sinan.management.scorecard.queries.board import board_of
from sinan.management.scorecard.queries.plans import PlanRow, Timeline, plan_rows, timeline
from sinan.management.scorecard.queries.year import year_of
from tests.conftest import Trade

from .screens import Year, plan_of, show, text_of, year_2016

TODAY = date(2016, 4, 5)
AsRole = Callable[[str], Client]


@pytest.fixture
def year(trade: Trade) -> Year:
    written = year_2016(trade.store, trade.group)
    plan_of(
        written,
        "K1",
        ("2016-01-15", None, "2016-01-14", "方案"),
        ("2016-02-06", "2016-01-20", "2016-02-20", "活动"),
        ("2016-03-20", "2016-02-10", None, "车展"),
    )
    plan_of(written, "K2")
    return written


def row_of(trade: Trade, code: str, month: Month, today: date = TODAY) -> PlanRow:
    found = year_of(trade.scope("store_manager"), trade.store, month.year)
    assert found is not None
    rows = plan_rows(found, board_of(found, month, today=today), today=today)
    return next(row for row in rows if row.plan.code == code)


def line_of(trade: Trade, code: str, month: Month, today: date = TODAY) -> Timeline:
    return timeline(row_of(trade, code, month, today).plan, month, today=today)


@pytest.mark.parametrize(
    ("month", "told"),
    [
        (Month(2016, 1), ("green", 1, 0, 33)),
        (Month(2016, 2), ("yellow", 2, 0, 66)),
        (Month(2016, 3), ("red", 2, 1, 66)),
    ],
)
def test_progress_is_told_as_of_the_month(
    trade: Trade, year: Year, month: Month, told: tuple[str, int, int, int]
) -> None:
    row = row_of(trade, "K1", month)
    assert (str(row.plan.light), row.done, row.overdue, row.percent) == told


def test_what_came_later_has_not_happened_yet(trade: Trade, year: Year) -> None:
    january = line_of(trade, "K1", Month(2016, 1)).bars[1]
    assert (january.started_on, january.done_on) == (date(2016, 1, 20), None)
    february = line_of(trade, "K1", Month(2016, 2)).bars[1]
    assert february.done_on == date(2016, 2, 20)


def test_the_line_spans_whole_months(trade: Trade, year: Year) -> None:
    line = line_of(trade, "K1", Month(2016, 2))
    assert [str(tick.month) for tick in line.ticks] == ["2016-01", "2016-02", "2016-03"]
    assert [tick.at for tick in line.ticks] == ["0.00", "34.07", "65.93"]
    assert line.as_of == date(2016, 2, 29)
    assert line.as_of_at == f"{100 * 59 / 91:.2f}"


def test_a_running_month_is_seen_from_today(trade: Trade, year: Year) -> None:
    assert line_of(trade, "K1", Month(2016, 2), date(2016, 2, 12)).as_of == date(2016, 2, 12)


def test_bars_show_delay_and_overrun(trade: Trade, year: Year) -> None:
    february = line_of(trade, "K1", Month(2016, 2))
    late = february.bars[1]
    assert (late.begin, late.length, late.done_at) == ("20.88", "34.07", "54.95")
    early = february.bars[0]
    assert (early.begin, early.length) == ("14.29", "1.10")
    overdue = line_of(trade, "K1", Month(2016, 3)).bars[2]
    assert overdue.begin == f"{100 * 40 / 91:.2f}"
    assert overdue.length == f"{100 * 50 / 91:.2f}"


def test_the_list_says_lead_objective_and_next_step(
    as_role: AsRole, trade: Trade, year: Year
) -> None:
    page = text_of(show(as_role("store_manager"), trade.store, "plans/?m=2016-02"))
    for piece in ("Plan K1", "周林", "展厅经理", "2 of 3 done", "Improve sales planning", "车展"):
        assert piece in page
    assert "none yet" in page


def test_the_page_shows_milestones_and_members(as_role: AsRole, trade: Trade, year: Year) -> None:
    page = text_of(show(as_role("store_manager"), trade.store, "plans/K1/?m=2016-02"))
    for piece in (
        "2 of 3 milestones done",
        "2016-02-20",
        "顾清",
        "网电销经理",
        "running, not yet due",
    ):
        assert piece in page
    earlier = text_of(show(as_role("store_manager"), trade.store, "plans/K1/?m=2016-01"))
    assert "2016-02-20" not in earlier


def test_a_plan_without_milestones_explains_its_grey(
    as_role: AsRole, trade: Trade, year: Year
) -> None:
    page = text_of(show(as_role("store_manager"), trade.store, "plans/K2/?m=2016-02"))
    assert "This plan has no milestones" in page


def test_an_unknown_plan_is_not_there(as_role: AsRole, trade: Trade, year: Year) -> None:
    assert show(as_role("store_manager"), trade.store, "plans/K9/").status_code == 404


def test_the_list_does_not_ask_per_plan(as_role: AsRole, trade: Trade, year: Year) -> None:
    manager = as_role("store_manager")
    show(manager, trade.store, "plans/?m=2016-02")
    with CaptureQueriesContext(connection) as few:
        show(manager, trade.store, "plans/?m=2016-02")
    for number in range(3, 9):
        plan_of(
            year, f"K{number}", ("2016-02-10", None, None, "一"), ("2016-03-10", None, None, "二")
        )
    with CaptureQueriesContext(connection) as many:
        show(manager, trade.store, "plans/?m=2016-02")
    assert len(many) == len(few)
