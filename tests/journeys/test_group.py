"""The group looks for the store that slides: heat map, the store's metric page, ranking."""

import re

import pytest
from playwright.sync_api import Page, expect

from .chromium import Seat
from .conftest import Sit

pytestmark = pytest.mark.browser
MONTH = "m=2026-10"
HEATMAP = f"/u/group/scorecard/heatmap/?{MONTH}"


@pytest.fixture
def heat(sit: Sit) -> Seat:
    """Return somebody of the group's management before the heat map."""
    seat = sit("group", then=HEATMAP)
    seat.page.wait_for_selector("#heat-page[data-state=shown]")
    return seat


def stores(page: Page) -> list[str]:
    """Return the codes of the stores from top to bottom."""
    rows = page.locator(".heat-rows > .heat-row:visible")
    found = [
        (
            int(row.get_attribute("aria-rowindex") or 0),
            row.locator(".heat-store small").inner_text(),
        )
        for row in rows.all()
    ]
    return [code for _place, code in sorted(found)]


def reddest(page: Page) -> str:
    """Return the metric that is red in most stores, read from what the page was sent."""
    letters = page.evaluate(
        "fetch(JSON.parse(document.getElementById('heat').textContent).data)"
        ".then(answer => answer.json())"
        ".then(data => data.columns.map((column, at) =>"
        " [column.code, data.rows.filter(row => row[5][at] === 'r').length]))"
    )
    code, count = max(letters, key=lambda pair: pair[1])
    assert count > 0
    return str(code)


def test_from_the_whole_group_to_one_red_figure(heat: Seat) -> None:
    page = heat.page
    grid = page.get_by_role("grid")
    # Six made-up stores, their sum, the head; the reference store has nothing in 2026.
    everybody = stores(page)
    assert len(everybody) >= 6
    code = reddest(page)
    page.locator("[name=metric]").select_option(code)
    page.locator("[name=light]").select_option("r")
    expect(page).to_have_url(re.compile(f"light=r.*metric={code}|metric={code}.*light=r"))
    expect(page.locator(".heat-number")).to_contain_text(" / ")
    red = stores(page)
    assert 0 < len(red) < len(everybody)
    assert set(red) <= set(everybody)

    head = page.get_by_role("columnheader", name=re.compile(rf"^{code}\b"))
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", re.compile("ascending|descending"))
    row = page.locator(".heat-row[aria-rowindex='2']")
    store = row.locator(".heat-store small").inner_text()
    row.locator(f"a[href*='/metrics/{code}/']").click()
    heat.at(f"/u/{store}/scorecard/metrics/{code}/?{MONTH}")
    expect(page.locator(".verdict").get_by_role("img", name="红灯")).to_be_visible()
    expect(page.locator(".verdict-sentence")).to_contain_text("十月")
    expect(page.locator("#metric-chart canvas").first).to_be_visible()
    expect(grid).to_have_count(0)

    page.go_back()
    page.wait_for_selector("#heat-page[data-state=shown]")
    assert sorted(stores(page)) == sorted(red)


def test_from_the_store_back_to_the_group_and_its_ranking(heat: Seat) -> None:
    page = heat.page
    code = reddest(page)
    store = stores(page)[0]
    heat.go(f"/u/{store}/scorecard/metrics/{code}/?{MONTH}")
    page.locator(".unit-switch").click()
    switch = page.get_by_role("dialog").and_(page.locator("#switch"))
    switch.get_by_role("combobox").fill("云杉")
    switch.get_by_role("option", name="云杉汽车集团").wait_for()
    expect(switch.get_by_role("option").filter(has_text=store)).to_have_count(0)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/u/group/**{MONTH}*")
    page.locator("#sidebar a[href*='/ranking/']").click()
    page.wait_for_url("**/ranking/**")  # loaded, so that the form sends itself
    page.locator("#ranking-form [name=metric]").select_option(code)
    page.wait_for_url(f"**/ranking/**metric={code}*")
    ranks = page.locator(".ranking-table tbody tr td:first-child").all_inner_texts()
    assert ranks[:3] == ["1", "2", "3"]
    expect(page.locator("#ranking-bars svg").first).to_be_visible()
    red = int(page.locator(".nav-tabs .badge").inner_text())
    page.locator(".nav-tabs a", has=page.locator(".badge")).click()
    lights = page.locator(".ranking-table tbody [role=img]")
    expect(lights).to_have_count(red)
    assert {light.get_attribute("aria-label") for light in lights.all()} == {"红灯"}


@pytest.mark.smoke
def test_the_palette_leads_from_a_store_to_another_and_to_a_metric(heat: Seat) -> None:
    page = heat.page
    page.keyboard.press("Control+k")
    palette = page.locator("#palette")
    field = palette.get_by_role("combobox")
    field.fill("S003")
    palette.get_by_role("option", name="S003").wait_for()
    page.keyboard.press("Enter")
    heat.at(f"/u/S003/scorecard/?{MONTH}")
    page.keyboard.press("Control+k")
    field.fill("非出租车")
    palette.get_by_role("option", name=re.compile("非出租车销量")).wait_for()
    page.keyboard.press("Enter")
    heat.at(f"/u/S003/scorecard/metrics/M3/?{MONTH}")
    expect(page.locator(".verdict-sentence")).to_contain_text("十月")
