"""The list of metrics and the page of one."""

import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sinan.base.audit import ledger
from sinan.kernel.lights import Direction
from sinan.kernel.month import Month
from sinan.management.scorecard.models import Actual, MetricVersion
from sinan.management.scorecard.queries.band_table import Contradiction, Doubt, band_table
from sinan.management.scorecard.queries.metric import metric_year
from sinan.management.scorecard.queries.metric_page import metric_page
from sinan.management.scorecard.queries.trends import Turn, change_of, metric_rows
from sinan.management.scorecard.queries.year import year_of
from sinan.management.scorecard.rules.codes import natural
from sinan.management.scorecard.templatetags.scorecard_figures import short_months, sparkline
from tests.conftest import NOW, OPERATOR, Trade, browser_of

from .screens import Year, show, text_of, year_2016

FEBRUARY = Month(2016, 2)
AsRole = Callable[[str], Client]


@pytest.fixture
def year(trade: Trade) -> Year:
    return year_2016(trade.store, trade.group)


def codes_in(page: Any) -> list[str]:
    """Return the codes of the rows in the order they stand."""
    return [row.info.code for row in page.context["list"].rows]


def chart_of(page: Any) -> dict[str, Any]:
    """Return what the chart's script is given."""
    found = re.search(
        r'<script id="metric-chart-data" type="application/json">(.*?)</script>',
        page.content.decode(),
        re.DOTALL,
    )
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


# ---- the list ----


def test_a_row_says_value_bands_and_change(as_role: AsRole, trade: Trade, year: Year) -> None:
    page = text_of(show(as_role("store_manager"), trade.store, "metrics/?m=2016-02"))
    row = page[page.index("Metric M3<") :]
    row = row[: row.index("</tr>")]
    for piece in (">88<", ">162<", ">180<", "↓ -201", "delta-bad", "<svg"):
        assert piece in row


def test_falling_is_good_where_lower_is_better() -> None:
    assert change_of(Decimal(19), Decimal("10.5"), Direction.LOWER) is not None
    worse = change_of(Decimal(19), Decimal("10.5"), Direction.LOWER)
    better = change_of(Decimal(10), Decimal(12), Direction.LOWER)
    assert (worse and worse.turn, better and better.turn) == (Turn.WORSE, Turn.BETTER)
    assert change_of(None, Decimal(1), Direction.HIGHER) is None


@pytest.mark.parametrize(
    ("order", "ends"),
    [("value", ("M7", "M13")), ("-value", ("M13", "M7")), ("code", ("M3", "M14"))],
)
def test_sorts_by_its_columns(
    as_role: AsRole, trade: Trade, year: Year, order: str, ends: tuple[str, str]
) -> None:
    page = show(as_role("store_manager"), trade.store, f"metrics/?m=2016-02&order={order}")
    assert (codes_in(page)[0], codes_in(page)[-1]) == ends


def test_red_comes_first_by_light(as_role: AsRole, trade: Trade, year: Year) -> None:
    page = show(as_role("store_manager"), trade.store, "metrics/?m=2016-02&order=light")
    lights = [str(row.now.light) for row in page.context["list"].rows]
    assert lights[:2] == ["red", "red"]
    assert lights[-1] != "red"


def test_hidden_figures_are_no_order(as_role: AsRole, trade: Trade, year: Year) -> None:
    # M7 is the lowest value: without the right its place must not tell so.
    for order in ("value", "-value", "change", "-change"):
        page = show(as_role("staff"), trade.store, f"metrics/?m=2016-02&order={order}")
        assert codes_in(page)[-1] == "M7"
        assert "1,108" not in text_of(page)


@pytest.mark.parametrize("query", ["order=secret", "order=threshold", "light=blue", "department=x"])
def test_only_what_is_offered_narrows_or_sorts(
    as_role: AsRole, trade: Trade, year: Year, query: str
) -> None:
    answer = show(as_role("store_manager"), trade.store, f"metrics/?m=2016-02&{query}")
    assert answer.status_code == 422


def test_narrows_by_light_and_department(as_role: AsRole, trade: Trade, year: Year) -> None:
    manager = as_role("store_manager")
    red = show(manager, trade.store, "metrics/?m=2016-02&light=red")
    assert codes_in(red) == ["M3", "M7"]
    care = show(manager, trade.store, "metrics/?m=2016-02&department=customer_service")
    assert codes_in(care) == ["M10"]
    none = show(manager, trade.store, "metrics/?m=2016-02&light=red&department=customer_service")
    assert codes_in(none) == []
    assert "Show all metrics" in text_of(none)


def test_list_page_and_fragment_are_one(as_role: AsRole, trade: Trade, year: Year) -> None:
    manager = as_role("store_manager")
    part = show(
        manager, trade.store, "metrics/?m=2016-02", **{"HX-Request": "true", "HX-Target": "metrics"}
    )
    assert "<html" not in text_of(part)
    assert text_of(part) in text_of(show(manager, trade.store, "metrics/?m=2016-02"))


def test_january_is_compared_with_last_december(trade: Trade, year: Year) -> None:
    former = year_2016(trade.store, trade.group, year=2015)
    Actual.objects.create(
        unit=trade.store, metric=former.metrics["M3"], month=12, value=Decimal(300),
        source="entered", entered_at=NOW,
    )  # fmt: skip
    scope = trade.scope("store_manager")
    found = year_of(scope, trade.store, 2016)
    assert found is not None
    rows = metric_rows(scope, trade.store, found, Month(2016, 1))
    change = next(row.change for row in rows if row.info.code == "M3")
    assert change is not None
    assert change.amount == Decimal(-11)


def test_list_does_not_ask_per_row(as_role: AsRole, trade: Trade, year: Year) -> None:
    manager = as_role("store_manager")
    show(manager, trade.store, "metrics/?m=2016-02")
    with CaptureQueriesContext(connection) as few:
        show(manager, trade.store, "metrics/?m=2016-02")
    year_2016(trade.sister, trade.group)
    pages = ("metrics/?m=2016-02&order=-value", "metrics/?m=2016-02&light=red")
    for page in pages:
        with CaptureQueriesContext(connection) as seen:
            show(manager, trade.store, page)
        assert len(seen) == len(few)
    assert len(few) <= 18


def test_codes_sort_by_their_numbers() -> None:
    assert sorted(["M10", "M2", "M1a", "K3"], key=natural) == ["K3", "M1a", "M2", "M10"]
    assert sorted(["M1.10", "M1.9", "7"], key=natural) == ["7", "M1.9", "M1.10"]


def test_runs_of_months_are_drawn_together() -> None:
    assert short_months((3, 7, 8, 9, 10, 11, 12)) == "3月、7月–12月"


def test_a_sparkline_has_a_gap_where_there_is_no_value(trade: Trade, year: Year) -> None:
    Actual.objects.create(
        unit=trade.store, metric=year.metrics["M3"], month=4, value=Decimal(1),
        source="entered", entered_at=NOW,
    )  # fmt: skip
    scope = trade.scope("store_manager")
    found = year_of(scope, trade.store, 2016)
    assert found is not None
    row = metric_rows(scope, trade.store, found, FEBRUARY)[0]
    drawn = sparkline(row.trail, FEBRUARY)
    assert (drawn.count("<polyline"), drawn.count("<circle")) == (2, 3)


# ---- the page of one ----


def test_band_table_names_what_contradicts(trade: Trade, year: Year) -> None:
    found = year_of(trade.scope("store_manager"), trade.store, 2016)
    assert found is not None
    info = found.metric("M13")
    assert info is not None
    table = band_table(metric_year(found, info))
    held = Contradiction(
        months=(3, 7, 8, 9, 10, 11, 12),
        easier="target",
        easier_value=Decimal(1500),
        harder="challenge_1",
        harder_value=Decimal(1400),
    )
    assert table.contradictions == (held,)
    assert [line.band for line in table.lines] == [
        "challenge_2",
        "challenge_1",
        "target",
        "threshold",
    ]
    march = {line.band: line.months[2] for line in table.lines}
    assert march["target"].wrong
    assert march["challenge_1"].wrong
    assert march["threshold"].draft
    assert not march["threshold"].wrong
    assert not table.lines[0].months[0].draft


def test_held_months_say_why(as_role: AsRole, trade: Trade, year: Year) -> None:
    page = text_of(show(as_role("store_manager"), trade.store, "metrics/M13/?m=2016-03"))
    assert "Target 1,500 is above Challenge 1 1,400." in page
    assert "Mar, Jul–Dec" in page


def test_a_year_column_that_sums_a_ratio_is_marked(trade: Trade, year: Year) -> None:
    found = year_of(trade.scope("store_manager"), trade.store, 2016)
    assert found is not None
    info = found.metric("M7")
    assert info is not None
    doubts = {doubt.band: doubt for doubt in band_table(metric_year(found, info)).doubts}
    target = doubts["target"]
    assert isinstance(target, Doubt)
    assert target.value == Decimal(43769)
    assert round(target.expected) == 3647


def test_suspicious_year_and_missing_parts_are_told(
    as_role: AsRole, trade: Trade, year: Year
) -> None:
    page = text_of(show(as_role("store_manager"), trade.store, "metrics/M7/?m=2016-02"))
    assert "Target 43,769 → about 3,647" in page
    assert "needs its parts" in page
    assert ">-1,108<" in page


def test_year_to_date_and_no_light_before_the_year_is_whole(
    as_role: AsRole, trade: Trade, year: Year
) -> None:
    page = show(as_role("store_manager"), trade.store, "metrics/M3/?m=2016-02")
    assert "377<div" in text_of(page)
    assert "to Feb" in text_of(page)
    assert str(page.context["page"].year.year_judgement.light) == "grey"
    assert "when all twelve months are there" in text_of(page)


def test_a_whole_year_gets_its_light(trade: Trade, year: Year) -> None:
    Actual.objects.bulk_create(
        Actual(
            unit=trade.store,
            metric=year.metrics["M3"],
            month=month,
            value=Decimal(310),
            source="entered",
            entered_at=NOW,
        )
        for month in range(3, 13)
    )
    scope = trade.scope("store_manager")
    found = year_of(scope, trade.store, 2016)
    assert found is not None
    page = metric_page(scope, trade.store, found, FEBRUARY, "M3")
    assert page is not None
    # 289 + 88 + 10 × 310 = 3477, between the target 3419 and challenge 1 3761.
    assert str(page.year.year_judgement.light) == "green"
    assert page.table.until is None


def test_reported_and_recomputed_stand_side_by_side(
    as_role: AsRole, trade: Trade, year: Year
) -> None:
    page = text_of(show(as_role("store_manager"), trade.store, "metrics/M6/?m=2016-02"))
    beside = page[page.index('class="beside"') :]
    for piece in ("19.0", "Green", "19.5", "Yellow", "90 / 462", "actuals.csv"):
        assert piece in beside
    assert "Lower is better" in page


def test_the_chart_has_values_bands_and_words(as_role: AsRole, trade: Trade, year: Year) -> None:
    data = chart_of(show(as_role("store_manager"), trade.store, "metrics/M13/?m=2016-03"))
    assert data["asked"] == 2
    assert [month["value"] for month in data["months"][:4]] == ["1388", "1265", "1789", None]
    assert [month["light"] for month in data["months"][:3]] == ["green", "yellow", "grey"]
    target = next(band for band in data["bands"] if band["band"] == "target")
    assert [cell["draft"] for cell in target["months"]][:4] == [False, False, True, False]
    assert all(month["sentence"] for month in data["months"])


def test_last_year_is_beside_where_it_is_the_same_metric(
    as_role: AsRole, trade: Trade, year: Year
) -> None:
    manager = as_role("store_manager")
    assert chart_of(show(manager, trade.store, "metrics/M3/?m=2016-02"))["former"] is None
    year_2016(trade.store, trade.group, year=2015)
    page = show(manager, trade.store, "metrics/M3/?m=2016-02&tab=former")
    assert chart_of(page)["former"]["values"][:2] == ["289", "88"]
    assert 'id="tab-former"' in text_of(page)
    # Counted in another unit of measure it is another number.
    MetricVersion.objects.filter(definition__code="M3").update(measured_in="%")
    version = MetricVersion.objects.get(definition__code="M3")
    other = MetricVersion.objects.create(
        unit=trade.group, definition=version.definition, number=2, name_zh="新", measured_in="辆",
        direction="higher", precision=0, aggregate="sum", since=NOW,
    )  # fmt: skip
    year.metrics["M3"].version = other
    year.metrics["M3"].save()
    assert chart_of(show(manager, trade.store, "metrics/M3/?m=2016-02"))["former"] is None


def test_margins_are_hidden_without_the_right(as_role: AsRole, trade: Trade, year: Year) -> None:
    year_2016(trade.store, trade.group, year=2015)
    for tab in ("", "&tab=former", "&tab=definition"):
        page = show(as_role("staff"), trade.store, f"metrics/M7/?m=2016-02{tab}")
        words = text_of(page)
        assert page.status_code == 200
        assert "The figures are not shown to you" in words
        assert "metric-chart-data" not in words
        assert str(page.context["page"].now.light) == "red"
        for figure in ("1,108", "1108", "3,918", "4,722", "43,769"):
            assert figure not in words


def test_history_needs_its_right(as_role: AsRole, trade: Trade, year: Year) -> None:
    assert show(as_role("staff"), trade.store, "metrics/M3/?tab=history").status_code == 403
    assert "tab=history" not in text_of(show(as_role("staff"), trade.store, "metrics/M3/"))


def test_history_says_before_and_after_and_by_whom(
    as_role: AsRole, trade: Trade, year: Year
) -> None:
    by = trade.scope("store_manager")
    metric = year.metrics["M6"]
    ledger.record(
        "scorecard.actual.changed", metric, unit_id=trade.store.pk, by=by, at=NOW,
        values={"month": "2016-02", "value": ["0.19", "19"], "source": "<b>web</b>"},
    )  # fmt: skip
    ledger.record(
        "scorecard.bands.approved", metric, unit_id=trade.store.pk, by=OPERATOR, at=NOW,
        values={"month": "2016", "target": [None, "15"], "reason": "first", "source": "x.csv"},
    )  # fmt: skip
    ledger.record(
        "scorecard.actual.entered", year.metrics["M3"], unit_id=trade.store.pk, by=by, at=NOW,
        values={"month": "2016-02", "value": [None, "4711"]},
    )  # fmt: skip
    page = text_of(show(as_role("store_manager"), trade.store, "metrics/M6/?tab=history"))
    assert "0.19 % → 19 %" in page
    assert "— → 15 %" in page
    assert "command line" in page
    assert str(trade.person("store_manager")) in page
    assert "2016-03-01 12:00" in page
    assert "&lt;b&gt;web" in page
    assert "4,711" not in page


def test_tabs_are_fragments_with_addresses(as_role: AsRole, trade: Trade, year: Year) -> None:
    manager = as_role("store_manager")
    htmx = {"HX-Request": "true", "HX-Target": "tab"}
    part = text_of(show(manager, trade.store, "metrics/M3/?tab=history", **htmx))
    assert "<html" not in part
    assert part.startswith('<section class="card" id="tab">')
    assert part in text_of(show(manager, trade.store, "metrics/M3/?tab=history"))


def test_an_unknown_tab_is_the_definition(as_role: AsRole, trade: Trade, year: Year) -> None:
    page = show(as_role("store_manager"), trade.store, "metrics/M3/?tab=secret")
    assert "how M3 is counted" in text_of(page)


def test_definition_marks_who_provides_their_own_result(
    as_role: AsRole, trade: Trade, year: Year
) -> None:
    manager = as_role("store_manager")
    words = "顾清 both achieves the metric and provides its data"
    assert words in text_of(show(manager, trade.store, "metrics/M13/"))
    assert words not in text_of(show(manager, trade.store, "metrics/M3/"))
    assert '顾清<span class="post"> · 网电销经理' in text_of(
        show(manager, trade.store, "metrics/M3/")
    )


def test_neighbours_follow_the_scorecard(as_role: AsRole, trade: Trade, year: Year) -> None:
    page = text_of(show(as_role("store_manager"), trade.store, "metrics/M4/?m=2016-02"))
    assert re.search(r'rel="prev" data-key="k" href="[^"]*/metrics/M3/\?m=2016-02"', page)
    assert re.search(r'rel="next" data-key="j" href="[^"]*/metrics/M5/\?m=2016-02"', page)
    first = text_of(show(as_role("store_manager"), trade.store, "metrics/M3/?m=2016-02"))
    assert 'data-key="k"' not in first


def test_an_unknown_metric_is_not_there(as_role: AsRole, trade: Trade, year: Year) -> None:
    assert show(as_role("store_manager"), trade.store, "metrics/M99/").status_code == 404


def test_a_year_without_scorecard_says_so(as_role: AsRole, trade: Trade, year: Year) -> None:
    for path in ("metrics/", "metrics/M3/", "departments/", "owners/", "plans/", "plans/K1/"):
        page = show(as_role("store_manager"), trade.store, f"{path}?m=2013-05")
        assert page.status_code == 200
        assert "2013" in text_of(page)


def test_page_costs_the_same_for_any_metric(as_role: AsRole, trade: Trade, year: Year) -> None:
    manager = as_role("store_manager")
    counts = set()
    show(manager, trade.store, "metrics/M3/?m=2016-02")
    for code in ("M3", "M6", "M7", "M13"):
        with CaptureQueriesContext(connection) as seen:
            show(manager, trade.store, f"metrics/{code}/?m=2016-02")
        counts.add(len(seen))
    assert len(counts) == 1
    assert counts.pop() <= 22


def test_a_neighbour_store_sees_nothing(trade: Trade, year: Year) -> None:
    stranger = browser_of(trade.person("store_manager", at=trade.stranger))
    assert show(stranger, trade.store, "metrics/M3/").status_code == 404


@pytest.mark.parametrize(
    ("path", "part"), [("metrics/", "metrics"), ("metrics/M3/", "tab"), ("map/", "objective")]
)
def test_part_of_a_page_that_is_not_there_leads_to_the_whole(
    trade: Trade, as_role: Callable[[str], Client], path: str, part: str
) -> None:
    # No scorecard of 2030: the page that says so has no such part.
    page = f"/u/{trade.store.key}/scorecard/{path}?m=2030-01"
    headers = {"HX-Request": "true", "HX-Target": part}
    answer = as_role("store_manager").get(page, headers=headers)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, page)


def test_the_definition_opens_beside_the_list(as_role: AsRole, trade: Trade, year: Year) -> None:
    client = as_role("store_manager")
    listed = text_of(show(client, trade.store, "metrics/?m=2016-02"))
    assert "metrics/M3/?m=2016-02&amp;tab=definition" in listed
    asked = {"HX-Request": "true", "HX-Target": "drawer-content"}
    part = text_of(show(client, trade.store, "metrics/M3/?m=2016-02&tab=definition", **asked))
    assert part.startswith('<div id="drawer-content">')
    assert "how M3 is counted" in part
    assert "below the threshold of 162" in part
