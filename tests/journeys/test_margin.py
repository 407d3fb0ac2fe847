"""A consultant without the right to margins sees the light of M7, and its figures nowhere."""

import csv
import json
import re
from decimal import Decimal
from itertools import pairwise

import pytest

from .pages import month_of, walk
from .served import DATA, FEBRUARY, Answer, Served, Visitor

LONG = 4  # digits; shorter numbers stand everywhere
STORE = "/u/S001/scorecard"
ORDERS = ("light", "value", "-value", "change", "-change", "name", "-code")


def figures_of(code: str) -> set[str]:
    """Return the figures of a metric that no other metric has, and the steps between them."""
    own: list[Decimal] = []
    others: set[Decimal] = set()
    for name, columns in (("bands", ("year", "01", "02", "03")), ("actuals", ("value",))):
        with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                values = [Decimal(row[column]) for column in columns]
                if row["metric"] == code:
                    own += values
                else:
                    others |= {abs(value) for value in values}
    found = {abs(value) for value in own} - others
    actuals = own[-3:]
    found |= {abs(b - a) for a, b in pairwise(actuals)}
    return {str(value) for value in found if len(str(value)) >= LONG}


FIGURES = figures_of("M7")
# As a person reads it (1,108) and as a program does (1108), alone and not inside a longer word.
LEAK = re.compile(
    r"(?<![\w.,-])[-−]?(?:"
    + "|".join(rf"{figure}|{int(figure):,}" for figure in sorted(FIGURES))
    + r")(?:\.0+)?(?![\w,.-])"
)


@pytest.fixture
def staff(demo: Served) -> Visitor:
    return demo.visitor("staff")


def leaks(answer: Answer) -> list[str]:
    """Return the figures of M7 that stand anywhere in what was sent."""
    return LEAK.findall(answer.text)


def test_the_figures_looked_for_are_those_that_others_see(demo: Served) -> None:
    assert {"1108", "3722", "3918", "5026", "43769"} <= FIGURES
    manager = demo.visitor("manager")
    page = manager.get(f"{STORE}/metrics/M7/?{FEBRUARY}")
    assert "二月 -1,108 元,低于门槛 3,722 元,红灯" in page.words
    assert {"-1,108", "3,722", "3,918", "43,769"} <= set(leaks(page))
    for path in ("/", "/matrix/", "/metrics/", "/map/?o=F2"):
        joined = f"{STORE}{path}{'&' if '?' in path else '?'}{FEBRUARY}"
        assert leaks(manager.get(joined)), path


def test_the_light_is_shown_and_the_figure_is_not(staff: Visitor) -> None:
    page = staff.get(f"{STORE}/metrics/M7/?{FEBRUARY}")
    assert page.status == 200
    assert 'class="verdict verdict-red"' in page.text
    assert "metric-chart-data" not in page.text
    overview = staff.get(f"{STORE}/?{FEBRUARY}")
    entry = re.search(r'<a class="[^"]*needy"[^>]*/metrics/M7/.*?</a>', overview.text, re.DOTALL)
    assert entry is not None
    assert "light-red" in entry[0]
    matrix = staff.get(f"{STORE}/matrix/?{FEBRUARY}&light=red")
    assert "/metrics/M7/" in matrix.text


def test_no_page_that_a_link_leads_to_holds_a_figure(staff: Visitor) -> None:
    def follow(link: str) -> bool:
        own = link.startswith("/u/S001/") and "&perspective=" not in link
        return own and month_of(link) in {"", "2016-02"}

    seen = 0
    for path, source, answer in walk(staff, f"{STORE}/?{FEBRUARY}", follow):
        seen += 1
        assert answer.status == 200, f"{answer.status} {path}, linked from {source}"
        assert leaks(answer) == [], path
    assert seen > 90


@pytest.mark.parametrize("tab", ["", "definition", "former", "history"])
def test_no_tab_and_no_fragment_holds_a_figure(staff: Visitor, tab: str) -> None:
    path = f"{STORE}/metrics/M7/?{FEBRUARY}&tab={tab}"
    answers = [
        staff.get(path),
        staff.get(path, HX_Request="true", HX_Target="tab"),
        staff.get(path, HX_Request="true", HX_Target="drawer-content"),
    ]
    assert [leaks(answer) for answer in answers] == [[], [], []]
    assert {answer.status for answer in answers} == {403 if tab == "history" else 200}


def test_no_order_of_the_list_tells_where_the_figure_lies(staff: Visitor) -> None:
    for order in ORDERS:
        page = staff.get(f"{STORE}/metrics/?{FEBRUARY}&order={order}")
        assert leaks(page) == [], order
    shown = [
        re.findall(r'class="row-link" href="[^"]*/metrics/(\w+)/', page.text)
        for page in (
            staff.get(f"{STORE}/metrics/?{FEBRUARY}&light=red&order={order}")
            for order in ("value", "-value")
        )
    ]
    assert shown == [["M3", "M7"], ["M3", "M7"]]


def test_neither_map_panel_nor_search_nor_comparison_tells(staff: Visitor) -> None:
    panel = staff.get(f"{STORE}/map/?{FEBRUARY}&o=F2", HX_Request="true", HX_Target="objective")
    assert "/metrics/M7/" in panel.text
    assert leaks(panel) == []
    assert (
        leaks(staff.get("/u/S001/find/?q=M7", HX_Request="true", HX_Target="palette-found")) == []
    )
    for path in ("heatmap/", "heatmap/data/", "heatmap/trend/", "ranking/?metric=M7"):
        address = f"{STORE}/{path}{'&' if '?' in path else '?'}{FEBRUARY}"
        refused = staff.get(address)
        assert refused.status == 403, path
        assert leaks(refused) == []
        assert staff.get(address.replace("S001", "group")).status == 404, path


def test_who_compares_and_may_see_margins_gets_them(demo: Served) -> None:
    """The other side: the very data that a consultant is refused."""
    data = json.loads(
        demo.visitor("group").get(f"/u/group/scorecard/heatmap/data/?{FEBRUARY}").text
    )
    at = [column["code"] for column in data["columns"]].index("M7")
    store = next(row for row in data["rows"] if row[1] == "S001")
    assert (store[5][at], store[6][at]) == ("r", -1108)
