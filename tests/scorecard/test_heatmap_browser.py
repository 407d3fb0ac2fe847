"""The heat map in a real browser: two hundred stores, sorted, filtered, walked by keys, clicked."""

import random

import pytest
from playwright.sync_api import Page, expect

from sinan.base.accounts.models import User
from sinan.base.org.api import found_group
from tests.browser import DESK, PHONE, Pages

from .test_compare import AT, OPERATOR, Company, put_actual, put_bands

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STORES = 200


@pytest.fixture
def owner(transactional_db: None) -> User:
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
    return company.person(company.group, "owner")


def opened(
    pages: Pages, owner: User, size: tuple[int, int] = DESK, *, forgiving: bool = False
) -> Page:
    page = pages.open(
        "/u/hh/scorecard/heatmap/?m=2016-02", by=owner, size=size, forgiving=forgiving
    )
    page.wait_for_selector("#heat-page[data-state=shown]")
    return page


def first_store(page: Page) -> str:
    return str(page.locator(".heat-row[aria-rowindex='2'] .heat-store small").inner_text())


def test_sort_and_scroll(browser_page: Pages, owner: User) -> None:
    page = opened(browser_page, owner)
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


def test_filter_walk_by_keys_and_open(browser_page: Pages, owner: User) -> None:
    page = opened(browser_page, owner)
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
    browser_page: Pages, owner: User
) -> None:
    page = opened(browser_page, owner, PHONE)
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


def test_says_when_the_figures_cannot_be_had(browser_page: Pages, owner: User) -> None:
    page = opened(browser_page, owner, forgiving=True)
    page.route("**/heatmap/data/**", lambda route: route.abort())
    page.reload()
    expect(page.get_by_role("alert").first).to_be_visible()
    page.unroute("**/heatmap/data/**")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("grid")).to_be_visible()
