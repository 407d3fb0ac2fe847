"""The metric page in a real browser: chart, theme, tabs, keys, and nothing the policy forbids."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.conftest import Trade, browser_of

from .screens import year_2016

pytestmark = pytest.mark.browser
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]


@pytest.fixture
def address(live_server: LiveServer, trade: Trade) -> str:
    """Return where the scorecard of a store with figures is served."""
    year_2016(trade.store, trade.group)
    return f"{live_server.url}/u/{trade.store.key}/scorecard"


@pytest.fixture
def page(
    address: str, live_server: LiveServer, trade: Trade, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Page]:
    """Return a page of the store manager that tells what went wrong on it."""
    # Playwright's own loop runs in this thread, and Django would take it for an async view.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    session = browser_of(trade.person("store_manager")).cookies[settings.SESSION_COOKIE_NAME]
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = chromium.new_context(viewport={"width": 1440, "height": 900})
        for name, value in (
            (settings.SESSION_COOKIE_NAME, session.value),
            (settings.LANGUAGE_COOKIE_NAME, "en"),
        ):
            context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        opened = context.new_page()
        wrong: list[str] = []
        opened.on("pageerror", lambda error: wrong.append(str(error)))
        opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        yield opened
        chromium.close()
    assert wrong == []


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
