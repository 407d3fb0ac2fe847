"""A store manager's morning: what is red, why, what it does to the strategy, and out again."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .conftest import Sit
from .served import FEBRUARY

pytestmark = pytest.mark.browser
SENTENCE = "二月 88 辆,低于门槛 162 辆,红灯"
OVERVIEW = f"/u/S001/scorecard/?{FEBRUARY}"
METRIC = f"/u/S001/scorecard/metrics/M3/?{FEBRUARY}"
# The deck's own lines: the year and January to March.
BANDS = {
    "挑战值2": ["4,103", "347", "216"],
    "挑战值1": ["3,761", "318", "198"],
    "目标值": ["3,419", "289", "180"],
    "门槛值": ["3,077", "260", "162"],
}


def drawn(page: Page, what: str) -> list[Any]:
    """Return something of the bars that the chart has been told to draw."""
    found: list[Any] = page.evaluate(
        "what => {"
        " const chart = echarts.getInstanceByDom(document.getElementById('metric-chart'));"
        " const bars = chart.getOption().series[0].data;"
        " return bars.map(bar => bar[what]) }",
        what,
    )
    return found


@pytest.mark.smoke
def test_from_the_door_to_what_is_red(sit: Sit) -> None:
    seat = sit("manager", then=OVERVIEW)
    page = seat.page
    seat.at(OVERVIEW)
    needs = page.locator(".needy", has_text="M3 非出租车销量").first
    expect(needs.get_by_role("img", name="红灯")).to_be_visible()
    expect(needs).to_contain_text(SENTENCE)
    needs.click()
    seat.at(METRIC)
    expect(page.locator(".verdict-sentence")).to_have_text(SENTENCE)
    expect(page.locator(".verdict").get_by_role("img", name="红灯")).to_be_visible()
    expect(page.locator("#metric-chart canvas").first).to_be_visible()
    assert drawn(page, "value")[:3] == [289, 88, None]


def test_metric_page_shows_the_bands_and_what_they_mean(sit: Sit) -> None:
    seat = sit("manager", then=METRIC)
    page = seat.page
    for band, cells in BANDS.items():
        row = page.locator("#band-table tr", has=page.get_by_role("rowheader", name=band))
        shown = [" ".join(text.split()) for text in row.locator("td").all_inner_texts()]
        assert shown[:3] == cells, band
    actual = page.locator("#band-table tr.actual td")
    assert [text.split()[0] for text in actual.all_inner_texts()[:4]] == ["377", "289", "88", "—"]

    page.click("#tab-history")
    expect(page.locator("#tab tbody tr").first).to_contain_text("— → 88 辆")
    expect(page).to_have_url(re.compile("tab=history"))
    page.click("#tab-definition")
    expect(page.locator("#tab .formula")).to_contain_text("出租车")
    page.go_back()
    expect(page.locator("#tab-history")).to_have_attribute("aria-current", "page")
    page.go_back()
    seat.at(METRIC)
    expect(page.locator("#tab-definition")).to_have_attribute("aria-current", "page")


def test_a_definition_opens_beside_the_list(sit: Sit) -> None:
    seat = sit("manager", then=f"/u/S001/scorecard/metrics/?{FEBRUARY}")
    page = seat.page
    opener = page.locator("tr", has_text="M6").locator("a[data-drawer]")
    opener.click()
    drawer = page.get_by_role("dialog").and_(page.locator("#drawer"))
    expect(drawer).to_contain_text("60天以上库存车比例")
    expect(drawer).to_be_visible()
    seat.at(f"/u/S001/scorecard/metrics/M6/?{FEBRUARY}&tab=definition")
    page.go_back()
    expect(drawer).to_be_hidden()
    seat.at(f"/u/S001/scorecard/metrics/?{FEBRUARY}")
    expect(opener).to_be_focused()


def test_the_map_tells_what_the_red_metric_does_to_the_strategy(sit: Sit) -> None:
    seat = sit("manager", then=f"/u/S001/scorecard/map/?{FEBRUARY}")
    page = seat.page
    node = page.locator("#node-P5")
    expect(node).to_have_attribute("data-light", "red")
    expect(page.locator("#node-P2")).to_have_attribute("data-light", "two_stars")
    assert page.locator(".map-links path.link[d]").count() > 5
    node.click()
    panel = page.get_by_role("complementary", name="P5")
    expect(panel).to_contain_text(SENTENCE)
    seat.at(f"/u/S001/scorecard/map/?{FEBRUARY}&o=P5")
    expect(page.locator("#objective-name")).to_be_focused()
    seat.settle()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(node).to_be_focused()
    page.go_back()
    expect(panel).to_be_visible()
    page.go_back()
    expect(panel).to_have_count(0)


def test_the_year_plays(sit: Sit) -> None:
    seat = sit("manager", then="/u/S001/scorecard/map/?m=2016-01")
    page = seat.page
    node, said = page.locator("#node-P5"), page.locator("#map-said")
    play = page.locator("#map-play")
    expect(node).to_have_attribute("data-light", "green")
    play.click()
    expect(play).to_have_attribute("aria-pressed", "true")
    expect(said).to_contain_text("2016-02: 红灯 2", timeout=3000)
    expect(node).to_have_attribute("data-light", "red")
    expect(page.locator("[data-month-text]")).to_have_text("2016-02")
    expect(said).to_contain_text("2016-03", timeout=3000)
    expect(play).to_have_attribute("aria-pressed", "false", timeout=4000)
    seat.at("/u/S001/scorecard/map/?m=2016-03")
    page.locator("#node-P5").click()
    expect(page.locator("#objective .map-facts")).to_contain_text("2016-03")


def test_the_matrix_shows_the_same_and_narrows(sit: Sit) -> None:
    seat = sit("manager", then=f"/u/S001/scorecard/map/?{FEBRUARY}")
    page = seat.page
    page.locator("#sidebar a[href*=matrix]").click()
    seat.at(f"/u/S001/scorecard/matrix/?{FEBRUARY}")
    row = page.locator("table.matrix tr", has=page.get_by_role("link", name="M3 非出租车销量"))
    expect(row.locator(".col-value").first).to_contain_text("88")
    page.locator(".matrix-filter").get_by_role("link", name="红灯 2").click()
    expect(page.locator("table.matrix a.lit", has_text=re.compile(r"^\S*\s*M\d"))).to_have_count(2)
    page.go_back()
    seat.at(f"/u/S001/scorecard/matrix/?{FEBRUARY}")


def test_english_dark_and_out(sit: Sit) -> None:
    seat = sit("manager", then=f"/u/S001/scorecard/matrix/?{FEBRUARY}")
    page = seat.page
    page.locator(".topbar").get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Status matrix")
    seat.at(f"/u/S001/scorecard/matrix/?{FEBRUARY}")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("link", name="M3 Non-taxi vehicle sales").first).to_be_visible()

    page.get_by_role("button", name="Light or dark").click()
    with page.expect_response("**/theme/"):
        page.get_by_role("button", name="Dark", exact=True).click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")

    page.locator(".topbar .person").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/")
    page.goto(seat.served.url + OVERVIEW)
    assert "/sign-in/" in page.url

    # The next morning it is as they left it; others of these stories want it as it was.
    seat.sign_in("manager", then=OVERVIEW)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.locator(".topbar").get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    page.get_by_role("button", name="外观").click()
    with page.expect_response("**/theme/"):
        page.get_by_role("button", name="跟随设备").click()
    expect(page.locator("html")).to_have_attribute("data-theme-choice", "auto")
