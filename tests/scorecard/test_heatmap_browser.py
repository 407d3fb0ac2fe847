"""The heat map in a real browser: two hundred stores, sorted, filtered, walked by keys, clicked."""

import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from sinan.base.accounts.models import User
from sinan.base.org.api import found_group

from .test_compare import AT, OPERATOR, Company, put_actual, put_bands

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STORES = 200
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@pytest.fixture
def session(transactional_db: None) -> str:
    """Fill a group with stores and sign its owner in."""
    company = Company(found_group(code="hh", name="和合集团", by=OPERATOR, at=AT))
    versions = [company.version(f"M{n}", name_en=f"Metric {n}") for n in range(1, 13)]
    chance = random.Random(9)
    for number in range(STORES):
        store = company.store(f"S{number:03d}", ("north", "south")[number % 2])
        company.adopt(store, *versions)
        for version in versions:
            put_bands(store, version.definition.code, (10, 20, 30, 40))
            # The store's number is its value in M2, so that the order is known.
            value = number if version.definition.code == "M2" else chance.randint(0, 50)
            put_actual(store, version.definition.code, value)
    owner = company.person(company.group, "owner")
    User.objects.filter(pk=owner.pk).update(language="en")
    client = Client()
    client.force_login(owner)
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not Path(path).exists():
        pytest.skip("no Chromium here; CHROMIUM names one")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield chromium
        chromium.close()


def opened(browser: Browser, live_server: Any, session: str, **size: int) -> Page:
    context = browser.new_context(viewport={"width": 1440, "height": 900, **size})
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
    context.add_cookies([cookie])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(f"{live_server.url}/u/hh/scorecard/heatmap/?m=2016-02")
    page.wait_for_selector("#heat-page[data-state=shown]")
    return page


def first_store(page: Page) -> str:
    return str(page.locator(".heat-row[aria-rowindex='2'] .heat-store small").inner_text())


def test_sort_and_scroll(live_server: Any, session: str, browser: Browser) -> None:
    page = opened(browser, live_server, session)
    grid = page.get_by_role("grid")
    expect(grid).to_have_attribute("aria-rowcount", str(STORES + 2))
    assert page.locator(".heat-rows > .heat-row").count() < 60

    head = page.get_by_role("columnheader", name="M2 ")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert first_store(page) == "S000"
    head.get_by_role("button").click()
    assert first_store(page) == "S199"

    grid.evaluate("box => { box.scrollTop = box.scrollHeight }")
    last = page.locator(f".heat-row[aria-rowindex='{STORES + 1}']")
    expect(last.locator(".heat-store small")).to_have_text("S000")


def test_filter_walk_by_keys_and_open(live_server: Any, session: str, browser: Browser) -> None:
    page = opened(browser, live_server, session)
    grid = page.get_by_role("grid")
    page.get_by_role("combobox", name="Metric").select_option("M2")
    page.get_by_role("combobox", name="Light shown").select_option("r")
    expect(grid).to_have_attribute("aria-rowcount", "12")
    assert "metric=M2" in page.url
    page.get_by_role("searchbox").fill("S003")
    expect(grid).to_have_attribute("aria-rowcount", "3")
    page.get_by_role("searchbox").fill("")
    expect(grid).to_have_attribute("aria-rowcount", "12")

    head = page.get_by_role("columnheader", name="M2 ").get_by_role("button")
    head.click()
    head.click()
    head.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/u/S008/scorecard/metrics/M2/?m=2016-02")

    page.go_back()
    page.wait_for_selector("#heat-page[data-state=shown]")
    expect(page.get_by_role("grid")).to_have_attribute("aria-rowcount", "12")
    page.locator(".heat-row[aria-rowindex='3'] .heat-cell").nth(1).click()
    page.wait_for_url("**/scorecard/metrics/M2/?m=2016-02")


def test_a_phone_gets_a_list_of_stores_with_their_worst_metrics(
    live_server: Any, session: str, browser: Browser
) -> None:
    page = opened(browser, live_server, session, width=390, height=844)
    expect(page.get_by_role("grid")).to_have_count(0)
    entries = page.locator("#heat-list > li")
    expect(entries).to_have_count(40)
    page.get_by_role("button", name="Show more").click()
    expect(entries).to_have_count(80)
    assert entries.first.locator(".heat-worst li").count() == 4
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    entries.first.locator(".heat-worst a").first.click()
    page.wait_for_url("**/scorecard/metrics/**")


def test_says_when_the_figures_cannot_be_had(
    live_server: Any, session: str, browser: Browser
) -> None:
    page = opened(browser, live_server, session)
    page.route("**/heatmap/data/**", lambda route: route.abort())
    page.reload()
    expect(page.get_by_role("alert").first).to_be_visible()
    page.unroute("**/heatmap/data/**")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("grid")).to_be_visible()
