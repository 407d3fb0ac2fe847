"""The same product on a phone: nothing is wider than the screen, the thumb finds its way."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import PHONE

from .conftest import Sit
from .pages import GROUP, OCTOBER, STORE
from .served import FEBRUARY

pytestmark = pytest.mark.browser
METRIC = f"/u/S001/scorecard/metrics/M3/?{FEBRUARY}"


@pytest.mark.parametrize(("who", "pages"), [("manager", STORE), ("group", GROUP)])
def test_no_page_is_wider_than_the_screen(sit: Sit, who: str, pages: dict[str, str]) -> None:
    seat = sit(who, size=PHONE)
    wide = []
    for name, path in pages.items():
        seat.go(path)
        if not seat.narrow():
            wide.append(f"{name}: {seat.widest()}")
    assert wide == []


@pytest.mark.smoke
def test_the_bar_at_the_bottom_leads_everywhere(sit: Sit) -> None:
    seat = sit("manager", then=f"/u/S001/scorecard/?{FEBRUARY}", size=PHONE)
    page = seat.page
    expect(page.locator("#sidebar")).to_be_hidden()
    bar = page.locator(".phone-bar")
    box = bar.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] == PHONE[1]
    assert all(
        (place.bounding_box() or {"height": 0})["height"] >= 44
        for place in bar.locator(".phone-link").all()
    )
    bar.get_by_role("link", name="指标", exact=True).click()
    seat.at(f"/u/S001/scorecard/metrics/?{FEBRUARY}")
    expect(bar.locator("[aria-current=page]")).to_contain_text("指标")
    bar.get_by_role("button", name="更多").click()
    more = page.get_by_role("dialog").and_(page.locator("#more"))
    expect(more.get_by_role("heading", name="林知远")).to_be_visible()
    more.get_by_role("link", name="行动方案").click()
    seat.at(f"/u/S001/scorecard/plans/?{FEBRUARY}")
    bar.get_by_role("button", name="更多").click()
    more.get_by_role("button", name="退出").click()
    page.wait_for_url("**/sign-in/")
    assert seat.narrow()


def test_the_metric_page_fits_and_its_table_scrolls_by_itself(sit: Sit) -> None:
    seat = sit("manager", then=METRIC, size=PHONE)
    page = seat.page
    expect(page.locator("#metric-chart canvas").first).to_be_visible()
    chart = page.locator("#metric-chart").bounding_box()
    assert chart is not None
    assert chart["width"] <= PHONE[0]
    table = page.locator("#band-table").locator("xpath=..")
    assert table.evaluate("box => box.scrollWidth > box.clientWidth")
    table.evaluate("box => { box.scrollLeft = 200 }")
    # The names of the bands stay while the months pass.
    name = page.get_by_role("rowheader", name="门槛值").bounding_box()
    assert name is not None
    assert name["x"] >= 0
    assert seat.narrow()


def test_the_map_is_stacked(sit: Sit) -> None:
    seat = sit("manager", then=f"/u/S001/scorecard/map/?{FEBRUARY}", size=PHONE)
    page = seat.page
    boxes = [node.bounding_box() for node in page.locator(".map-node").all()]
    assert len(boxes) == 16
    tops = [box["y"] for box in boxes if box]
    assert tops == sorted(tops)
    assert len(set(tops)) == len(tops)
    expect(page.locator(".map-links")).to_be_hidden()
    expect(page.locator(".map-chain").first).to_be_visible()
    page.locator("#node-P5").click()
    panel = page.locator("#objective aside")
    expect(panel).to_be_visible()
    width = (panel.bounding_box() or {"width": 0})["width"]
    assert 300 <= width <= PHONE[0]
    seat.settle()
    page.locator("#objective-close").click()
    expect(panel).to_have_count(0)


def test_the_matrix_is_cards(sit: Sit) -> None:
    seat = sit("manager", then=f"/u/S001/scorecard/matrix/?{FEBRUARY}", size=PHONE)
    page = seat.page
    expect(page.locator("table.matrix")).to_be_hidden()
    cards = page.locator(".matrix-cards section.card")
    expect(cards).to_have_count(16)
    card = cards.filter(has_text="P5")
    expect(card).to_contain_text("二月 88 辆,低于门槛 162 辆,红灯")
    card.get_by_role("link", name=re.compile("M3")).click()
    seat.at(METRIC)


def test_the_heat_map_is_a_list(sit: Sit) -> None:
    seat = sit("region", then=f"/u/R01/scorecard/heatmap/?{OCTOBER}", size=PHONE)
    page = seat.page
    page.wait_for_selector("#heat-page[data-state=shown]")
    expect(page.get_by_role("grid")).to_have_count(0)
    entries = page.locator("#heat-list > li")
    assert entries.count() >= 2
    red = page.locator("#heat-list .heat-worst a").first
    expect(red).to_be_visible()
    red.click()
    page.wait_for_url(f"**/scorecard/metrics/**{OCTOBER}")
    assert seat.narrow()
