"""Overview, strategy map and status matrix."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.test import Client

from sinan.base.org.scope import Scope
from sinan.kernel.lights import Light
from sinan.kernel.month import Month
from sinan.management.scorecard.queries.board import month_board
from sinan.management.scorecard.queries.matrix import matrix_rows, narrowed
from sinan.management.scorecard.queries.overview import Turn, overview_of, turn_of
from sinan.management.scorecard.queries.shapes import MonthBoard
from sinan.management.scorecard.queries.strategy_map import strategy_map
from sinan.management.scorecard.queries.year import year_of
from tests.conftest import NOW, OPERATOR, Trade
from tests.scorecard.builders import Store

from .screens import Year, plan_of, show, text_of, year_2016

AsRole = Callable[[str], Client]
FEBRUARY = Month(2016, 2)
TODAY = NOW.date()


@pytest.fixture
def year(trade: Trade) -> Year:
    return year_2016(trade.store, trade.group)


def board(store: Store, month: Month = FEBRUARY, *, scope: Scope = OPERATOR) -> MonthBoard:
    found = month_board(scope, store.unit, month, today=TODAY)
    assert found is not None
    return found


class Nodes(HTMLParser):
    """Collects the nodes of the map: code → light."""

    def __init__(self) -> None:
        super().__init__()
        self.lights: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and "map-node" in (given.get("class") or "").split():
            self.lights[str(given["data-code"])] = str(given["data-light"])


def nodes_of(page: str) -> dict[str, str]:
    parser = Nodes()
    parser.feed(page)
    return parser.lights


def played(page: str) -> dict[str, object]:
    found = re.search(r'<script id="map-data" type="application/json">(.*?)</script>', page)
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


@pytest.mark.parametrize("path", ["", "map/", "map/?o=P5", "matrix/", "matrix/?light=red"])
def test_pages_cost_the_same_whatever_stands_on_them(
    as_role: AsRole,
    trade: Trade,
    year: Year,
    path: str,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    client, mark = as_role("store_manager"), "&" if "?" in path else "?"
    show(client, trade.store, f"{path}{mark}m=2016-02")
    with django_assert_max_num_queries(24):  # type: ignore[attr-defined]
        page = show(client, trade.store, f"{path}{mark}m=2016-02")
    assert page.status_code == 200


class TestMap:
    def test_every_objective_stands_in_its_lane_with_its_light(
        self, as_role: AsRole, reference: Store
    ) -> None:
        page = show(as_role("store_manager"), reference.unit, "map/?m=2016-02").content.decode()
        assert nodes_of(page) == {
            "F1": "grey", "F2": "red", "F3": "green", "F4": "green", "F5": "grey",
            "C1": "grey", "C2": "grey", "C3": "grey",
            "P1": "yellow", "P2": "two_stars", "P3": "yellow", "P4": "yellow", "P5": "red",
            "P6": "grey", "P7": "grey", "L1": "red",
        }  # fmt: skip

    def test_the_slider_knows_every_month(self, as_role: AsRole, reference: Store) -> None:
        page = show(as_role("store_manager"), reference.unit, "map/?m=2016-02").content.decode()
        data = played(page)
        assert ["L1", "P6"] in data["links"]  # type: ignore[operator]
        assert len(data["months"]) == 12  # type: ignore[arg-type]

    def test_causes_and_effects_stand_at_each_node(self, reference: Store) -> None:
        year = year_of(OPERATOR, reference.unit, 2016)
        assert year is not None
        drawn = strategy_map(year, FEBRUARY, today=TODAY)
        nodes = {n.objective.code: n for lane in drawn.lanes for t in lane.themes for n in t.nodes}
        assert nodes["P4"].leads_to == ("P5", "C3")
        assert set(nodes["P4"].caused_by) == {"L1", "P1", "P2"}
        assert nodes["F1"].leads_to == ()

    def test_headlines_that_name_a_metric_show_its_figure(self, reference: Store) -> None:
        year = year_of(OPERATOR, reference.unit, 2016)
        assert year is not None
        targets = strategy_map(year, FEBRUARY, today=TODAY).targets
        named = [t.metric.info.code for t in targets if t.metric is not None]
        assert named == ["M1", "M3", "M15"]

    def test_the_panel_says_where_a_light_comes_from(
        self, as_role: AsRole, reference: Store
    ) -> None:
        client = as_role("store_manager")
        panel = text_of(
            show(
                client, reference.unit, "map/?m=2016-02&o=P5",
                **{"HX-Request": "true", "HX-Target": "objective"},
            )
        )  # fmt: skip
        assert "<html" not in panel
        assert "below the threshold of 162" in panel
        assert "M5" in panel

    def test_an_objective_of_another_year_opens_no_panel(
        self, as_role: AsRole, reference: Store
    ) -> None:
        page = show(as_role("store_manager"), reference.unit, "map/?m=2016-02&o=X9")
        assert page.status_code == 200
        assert "map-panel" not in page.content.decode()


class TestMatrix:
    def test_every_cell_spans_just_what_stands_beside_it(self, reference: Store) -> None:
        whole = board(reference)
        rows = matrix_rows(whole)
        for column in ("perspective", "theme", "objective", "metric", "plan"):
            spans = [cell.span for row in rows if (cell := getattr(row, column)) is not None]
            assert sum(spans) == len(rows), column
        shown = [c.thing.info.code for r in rows if (c := r.metric) and c.thing is not None]
        assert shown == [m.info.code for m in whole.metrics()]
        plans = [c.thing.code for r in rows if (c := r.plan) and c.thing is not None]
        assert plans == ["K1", "K2"]

    def test_a_cell_begins_where_the_one_above_has_ended(self, reference: Store) -> None:
        rows = matrix_rows(board(reference))
        for column in ("perspective", "theme", "objective", "metric", "plan"):
            ends = 0
            for number, row in enumerate(rows):
                cell = getattr(row, column)
                assert (cell is not None) == (number == ends), (column, number)
                if cell is not None:
                    ends = number + cell.span

    def test_narrowing_keeps_the_objectives_own_light(self, reference: Store) -> None:
        yellow = narrowed(board(reference), light="yellow")
        assert {m.info.code for m in yellow.metrics()} == {"M13", "M14"}
        assert {p.code for p in yellow.plans()} == {"K1"}
        assert {o.code: o.light for o in yellow.objectives()} == {
            "P1": Light.YELLOW, "P3": Light.YELLOW, "P4": Light.YELLOW,
        }  # fmt: skip

    @pytest.mark.parametrize("query", ["light=purple", "perspective=weather"])
    def test_what_it_does_not_offer_is_refused(
        self, as_role: AsRole, reference: Store, query: str
    ) -> None:
        page = show(as_role("store_manager"), reference.unit, f"matrix/?m=2016-02&{query}")
        assert page.status_code == 422

    def test_figures_without_the_right_are_not_in_the_page(
        self, as_role: AsRole, year: Year, trade: Trade
    ) -> None:
        shown = text_of(show(as_role("store_manager"), trade.store, "matrix/?m=2016-02"))
        hidden = text_of(show(as_role("staff"), trade.store, "matrix/?m=2016-02"))
        assert "-1,108" in shown
        assert "-1,108" not in hidden
        assert "3,722" not in hidden
        assert "M7" in hidden


class TestOverview:
    @pytest.mark.parametrize(
        ("before", "after", "turn"),
        [
            (Light.GREEN, Light.RED, Turn.WORSE),
            (Light.TWO_STARS, Light.ONE_STAR, Turn.WORSE),
            (Light.RED, Light.YELLOW, Turn.BETTER),
            (Light.GREY, Light.RED, Turn.FOUND),
            (Light.GREEN, Light.GREY, Turn.LOST),
            (Light.GREEN, Light.GREEN, None),
        ],
    )
    def test_which_way_a_light_went(self, before: Light, after: Light, turn: Turn | None) -> None:
        assert turn_of(before, after) is turn

    def test_february_beside_january(self, reference: Store) -> None:
        year = year_of(OPERATOR, reference.unit, 2016)
        assert year is not None
        told = overview_of(OPERATOR, reference.unit, year, FEBRUARY, today=TODAY)
        assert [m.info.code for m in told.red] == ["M7", "M3"]
        assert {m.info.code for m in told.yellow} == {"M13", "M14"}
        assert {o.code for o in told.red_objectives} == {"F2", "P5", "L1"}
        [late] = told.overdue
        assert (late.plan.code, late.days) == ("K2", 14)
        worse = {c.metric.info.code for c in told.changes if c.turn is Turn.WORSE}
        assert worse == {"M3", "M6", "M7", "M13", "M14"}
        [held] = [w for w in told.waiting if w.pairs]
        assert (held.info.code, held.months) == ("M13", (3, 7, 8, 9, 10, 11, 12))
        counts = {one.light: (one.count, one.change) for one in told.metrics}
        assert counts[Light.RED] == (2, 2)

    def test_january_has_no_month_before(self, reference: Store) -> None:
        year = year_of(OPERATOR, reference.unit, 2016)
        assert year is not None
        told = overview_of(OPERATOR, reference.unit, year, Month(2016, 1), today=TODAY)
        assert told.before is None
        assert told.changes == ()

    def test_january_is_told_beside_december_of_the_year_before(
        self, trade: Trade, year: Year
    ) -> None:
        year_2016(trade.store, trade.group, year=2017)
        this = year_of(OPERATOR, trade.store, 2017)
        assert this is not None
        told = overview_of(OPERATOR, trade.store, this, Month(2017, 1), today=TODAY)
        assert told.before == Month(2016, 12)
        found = {c.metric.info.code for c in told.changes if c.turn is Turn.FOUND}
        assert {"M3", "M7"} <= found

    def test_the_page_says_whose_turn_it_is(
        self, as_role: AsRole, year: Year, trade: Trade
    ) -> None:
        plan_of(year, "K2", ("2016-02-15", None, None, "一季度基础课程"))
        page = text_of(show(as_role("store_manager"), trade.store, "?m=2016-02"))
        assert "below the threshold of 162" in page
        assert "14 days overdue" in page

    def test_a_year_without_scorecard_says_which_there_are(
        self, as_role: AsRole, year: Year, trade: Trade
    ) -> None:
        page = text_of(show(as_role("store_manager"), trade.store, "?m=2019-05"))
        assert "has no scorecard for 2019" in page
        assert "2016" in page
