"""The frame in a real browser: keys, phone, theme, folding, drawer, and silence on every page."""

import re

import pytest
from playwright.sync_api import Page, expect

from sinan.base.accounts.models import User
from tests.base.builders import scorecard_of
from tests.browser import PHONE, Pages
from tests.conftest import Trade

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CARD = "/u/S1/scorecard"
EVERY = (
    *(f"{CARD}/", f"{CARD}/map/", f"{CARD}/matrix/", f"{CARD}/metrics/", f"{CARD}/metrics/M3/"),
    *(f"{CARD}/departments/", f"{CARD}/departments/sales/", f"{CARD}/owners/"),
    *(f"{CARD}/plans/", f"{CARD}/plans/K1/", "/account/", "/find/", "/units/"),
    *("/u/hh/scorecard/heatmap/", "/u/hh/scorecard/ranking/", "/u/hh/scorecard/map/"),
    *("/no-such-page/", f"{CARD}/metrics/?m=2016-13", "/enter/x/y/"),
)


@pytest.fixture
def owner(transactional_db: None, trade: Trade) -> User:
    """Return the owner of a group one store of which has figures."""
    scorecard_of(trade.store, trade.group)
    return trade.person("owner")


def palette(page: Page) -> Page:
    """Open the palette by its keys."""
    page.keyboard.press("Control+k")
    expect(page.locator("#palette [role=option]").first).to_be_visible()
    return page


def test_palette_by_keyboard(browser_page: Pages, owner: User) -> None:
    page = browser_page.open(f"{CARD}/metrics/?m=2016-02", by=owner)
    palette(page).keyboard.type("M3")
    chosen = page.locator("#palette [aria-selected=true]")
    expect(chosen).to_contain_text("Deliveries")
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()

    palette(page).keyboard.type("a")
    expect(page.locator("#palette [role=option]").nth(2)).to_be_visible()
    names = page.locator("#palette [role=option] .hit-label").all_inner_texts()
    expect(chosen.locator(".hit-label")).to_have_text(names[0])
    page.keyboard.press("ArrowDown")
    expect(chosen.locator(".hit-label")).to_have_text(names[1])
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(chosen.locator(".hit-label")).to_have_text(names[-1])
    field = page.locator("#palette [role=combobox]")
    expect(field).to_be_focused()
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")

    # Enter right after typing waits for the answer to what was typed.
    field.fill("")
    page.keyboard.type("M3")
    page.keyboard.press("Enter")
    page.wait_for_url("**/metrics/M3/?m=2016-02")


def test_what_was_chosen_stands_first_until_signing_out(browser_page: Pages, owner: User) -> None:
    page = browser_page.open(f"{CARD}/metrics/?m=2016-02", by=owner)
    palette(page).keyboard.type("M3")
    page.keyboard.press("Enter")
    page.wait_for_url("**/metrics/M3/?m=2016-02")
    page.goto(f"{browser_page.address}{CARD}/plans/?m=2016-01")
    palette(page)
    first = page.locator("#palette [role=option]").first
    expect(first).to_contain_text("Deliveries")
    assert first.get_attribute("href") == f"{CARD}/metrics/M3/?m=2016-01"
    page.keyboard.type("sign out")
    expect(page.locator("#palette [aria-selected=true]")).to_contain_text("Sign out")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/")
    assert page.evaluate("localStorage.getItem('sinan.recent')") is None


def test_switch_changes_the_unit_and_keeps_the_page(browser_page: Pages, owner: User) -> None:
    page = browser_page.open(f"{CARD}/metrics/?m=2016-02", by=owner)
    page.get_by_role("link", name=re.compile("Change unit")).click()
    expect(page.locator("#switch [aria-current]")).to_contain_text("银川店")
    page.keyboard.type("S2")
    expect(page.locator("#switch [role=option]")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/u/S2/scorecard/metrics/?m=2016-02")


def test_a_phone_has_four_places_and_more(browser_page: Pages, owner: User) -> None:
    page = browser_page.open(f"{CARD}/metrics/?m=2016-02", by=owner, size=PHONE)
    expect(page.locator("#sidebar")).to_be_hidden()
    bar = page.locator(".phone-bar")
    expect(bar.get_by_role("link")).to_have_count(4)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    bar.get_by_role("button", name="More").click()
    more = page.locator("#more")
    expect(more).to_have_class(re.compile(r"\bshow\b"))
    expect(more.get_by_role("link", name="Owners")).to_be_visible()
    page.keyboard.press("Escape")
    expect(more).to_be_hidden()
    bar.get_by_role("button", name="More").click()
    more.get_by_role("link", name="Departments").click()
    page.wait_for_url("**/departments/?m=2016-02")


def test_theme_changes_in_place_and_stays(browser_page: Pages, owner: User) -> None:
    page = browser_page.open("/account/", by=owner, color_scheme="light")
    root = page.locator("html")
    expect(root).to_have_attribute("data-bs-theme", "light")
    page.evaluate("window.same = true")
    page.locator("[data-bs-toggle=dropdown]:visible", has=page.locator(".when-light")).click()
    with page.expect_response("**/theme/"):
        page.locator(".dropdown-menu.show [value=dark]").click()
    expect(root).to_have_attribute("data-bs-theme", "dark")
    assert page.evaluate("window.same") is True
    page.reload()
    expect(root).to_have_attribute("data-bs-theme", "dark")


def test_the_device_decides_where_nobody_chose(browser_page: Pages, owner: User) -> None:
    page = browser_page.open("/sign-in/", color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.emulate_media(color_scheme="light")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "light")


def test_folded_navigation_is_remembered(browser_page: Pages, owner: User) -> None:
    page = browser_page.open(f"{CARD}/metrics/", by=owner)
    sidebar = page.locator("#sidebar")
    wide = sidebar.evaluate("box => box.clientWidth")
    page.get_by_role("button", name="Fold").click()
    page.wait_for_function(f"document.getElementById('sidebar').clientWidth < {wide / 2}")
    page.goto(f"{browser_page.address}{CARD}/plans/")
    assert sidebar.evaluate("box => box.clientWidth") < wide / 2
    expect(page.get_by_role("button", name="Fold")).to_have_attribute("aria-expanded", "false")


def test_month_menu_steps_through_the_years_there_are(browser_page: Pages, owner: User) -> None:
    page = browser_page.open(f"{CARD}/metrics/?m=2018-05", by=owner)
    page.locator(".month-now").click()
    page.get_by_role("button", name="Year before").click()
    page.get_by_role("button", name="Year before").click()
    expect(page.get_by_role("button", name="Year before")).to_be_disabled()
    expect(page.locator("[data-has-figures]")).to_have_text("Feb")
    page.locator("[data-has-figures]").click()
    page.wait_for_url("**/metrics/?m=2016-02")


def test_drawer_has_the_address_of_its_page_and_back_closes_it(
    browser_page: Pages, owner: User
) -> None:
    page = browser_page.open(f"{CARD}/plans/?m=2016-02", by=owner)
    before = page.url
    # Any page with the part can be shown in the drawer; here the link is made for the purpose.
    page.evaluate(
        """() => {
          const link = Object.assign(document.createElement("a"), { href: "/find/?q=dark" });
          link.dataset.drawer = "";
          link.id = "opener";
          link.textContent = "open";
          document.getElementById("main").prepend(link);
        }"""
    )
    page.route(
        "**/find/?q=dark",
        lambda route: route.fulfill(
            content_type="text/html",
            body="<main><div id='drawer-content'><h2>Detail</h2></div></main>",
        ),
    )
    page.click("#opener")
    drawer = page.locator("#drawer")
    expect(drawer.get_by_role("heading", name="Detail")).to_be_visible()
    assert page.url.endswith("/find/?q=dark")
    expect(page.locator("#drawer-full")).to_have_attribute("href", re.compile(r"/find/\?q=dark$"))
    page.go_back()
    expect(drawer).to_be_hidden()
    assert page.url == before
    page.click("#opener")
    # Fully in: a drawer on its way in does not turn back.
    expect(drawer).to_have_class(re.compile(r"\bshow\b"))
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    page.wait_for_url(before)
    expect(page.locator("#opener")).to_be_focused()


def test_every_page_is_silent_and_fits(browser_page: Pages, owner: User) -> None:
    page = browser_page.open("/sign-in/", by=owner)
    for size in ({"width": 1440, "height": 900}, {"width": 390, "height": 844}):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        for path in EVERY:
            page.goto(f"{browser_page.address}{path}", wait_until="networkidle")
            fits = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert fits, f"{path} is wider than {size['width']}"
