"""The metric page in a real browser: chart, theme, tabs, keys, and nothing the policy forbids."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Pages
from tests.conftest import Trade

from .screens import year_2016

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser_page: Pages, trade: Trade) -> Page:
    """Return the browser of the manager of a store with figures."""
    year_2016(trade.store, trade.group)
    return browser_page.open("/account/", by=trade.person("store_manager"))


@pytest.fixture
def address(browser_page: Pages, trade: Trade) -> str:
    """Return where the scorecard of the store is served."""
    return f"{browser_page.address}/u/{trade.store.key}/scorecard"


def drawn(page: Page) -> dict[str, Any]:
    """Return what the chart has been told to draw."""
    found: dict[str, Any] = page.evaluate(
        "echarts.getInstanceByDom(document.getElementById('metric-chart')).getOption()"
    )
    return found


def test_the_chart_is_drawn_and_follows_theme_and_width(page: Page, address: str) -> None:
    page.goto(f"{address}/metrics/M7/?m=2016-02")
    expect(page.locator("#metric-chart canvas").first).to_be_visible()
    series = drawn(page)["series"]
    assert [part["type"] for part in series] == ["bar", "scatter", *["custom"] * 4]
    assert [bar["value"] for bar in series[0]["data"]][:3] == [3918, -1108, None]
    before = series[0]["data"][1]["itemStyle"]["color"]
    page.evaluate("document.documentElement.dataset.bsTheme = 'dark'")
    page.wait_for_function(
        "before => echarts.getInstanceByDom(document.getElementById('metric-chart'))"
        ".getOption().series[0].data[1].itemStyle.color !== before",
        arg=before,
    )
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("document.querySelector('#metric-chart canvas').clientWidth < 400")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_tabs_change_without_the_page_and_come_back(page: Page, address: str) -> None:
    page.goto(f"{address}/metrics/M3/?m=2016-02")
    page.evaluate("window.same = true")
    page.click("#tab-history")
    expect(page.locator("#tab")).to_contain_text("Nothing has been changed yet")
    expect(page).to_have_url(re.compile("tab=history"))
    assert page.evaluate("document.activeElement.id") == "tab-history"
    assert page.evaluate("window.same") is True
    page.go_back()
    expect(page.locator("#tab")).to_contain_text("how M3 is counted")


def test_keys_lead_to_the_neighbours(page: Page, address: str) -> None:
    page.goto(f"{address}/metrics/M4/?m=2016-02")
    page.keyboard.press("j")
    expect(page).to_have_url(re.compile(r"/metrics/M5/\?m=2016-02"))
    page.keyboard.press("k")
    expect(page).to_have_url(re.compile(r"/metrics/M4/\?m=2016-02"))


def test_the_list_sorts_in_place(page: Page, address: str) -> None:
    page.goto(f"{address}/metrics/?m=2016-02")
    page.click("#sort-value")
    expect(page.locator(".metric-table tbody tr").first).to_contain_text("M7")
    expect(page.locator("th.col-value")).to_have_attribute("aria-sort", "ascending")
    page.click("#sort-value")
    expect(page.locator(".metric-table tbody tr").first).to_contain_text("M13")
