"""What holds for every page: no inline script, a status for every error, months, drawer."""

from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from sinan.site import views
from tests.base.builders import scorecard_of
from tests.conftest import Trade, browser_of

CARD = "/u/S1/scorecard"
ODD_MONTHS = ("2016-13", "2016-2", "0000-01", "99999-01", "x", "2016-02;", "%F0")
PAGES = (
    *(f"{CARD}/", f"{CARD}/map/", f"{CARD}/matrix/", f"{CARD}/metrics/", f"{CARD}/metrics/M3/"),
    *(f"{CARD}/departments/", f"{CARD}/departments/sales/", f"{CARD}/owners/"),
    *(f"{CARD}/plans/", f"{CARD}/plans/K1/", "/account/", "/find/?q=M3", "/units/", "/u/S1/find/"),
    *("/u/hh/scorecard/heatmap/", "/u/hh/scorecard/ranking/", "/u/hh/scorecard/"),
    *("/no-such-page/", f"{CARD}/metrics/?m=2016-13"),
)


class Inline(HTMLParser):
    """Finds what the policy forbids in a page, and counts what every page must have once."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.seen: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.seen.append(tag)
        data = given.get("type") == "application/json"
        self.inside = tag if tag == "script" and not data and "src" not in given else ""
        self.found += [f"{tag} {name}" for name in given if name.startswith(("on", "hx-on"))]
        self.found += [tag] * (tag == "style")
        links = (given.get("href") or "", given.get("src") or "", given.get("action") or "")
        self.found += [link for link in links if link.startswith(("javascript:", "http", "//"))]

    def handle_data(self, data: str) -> None:
        if self.inside and data.strip():
            self.found.append(f"script: {data[:40]}")

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""


def read(content: bytes) -> Inline:
    """Read a page."""
    page = Inline()
    page.feed(content.decode())
    return page


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_inline_script_or_style(trade: Trade, path: str) -> None:
    scorecard_of(trade.store, trade.group)
    page = read(trade.client("owner").get(path).content)
    assert page.found == []
    assert [page.seen.count(tag) for tag in ("html", "main", "h1")] == [1, 1, 1]


@pytest.mark.parametrize("path", ["/sign-in/", "/enter/x/y/", "/no-such-page/"])
def test_no_page_of_the_door_has_either(db: None, path: str) -> None:
    assert read(Client().get(path).content).found == []


@pytest.mark.parametrize("odd", ODD_MONTHS)
def test_odd_months_are_said_to_be_odd(trade: Trade, odd: str) -> None:
    client = trade.client("store_manager")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for path in (f"{CARD}/", f"{CARD}/metrics/"):
        answer = client.get(f"{path}?m={odd}")
        assert answer.status_code == 422
        assert "is not a month; write it like 2026-03." in answer.content.decode()


def test_a_missing_right_is_named(trade: Trade) -> None:
    client = trade.client("store_manager")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = client.get(f"{CARD}/heatmap/")
    assert answer.status_code == 403
    text = answer.content.decode()
    assert "This page is not open to you" in text
    assert "at 银川店" in text


def test_nothing_here_looks_alike_for_everybody(trade: Trade) -> None:
    for client in (browser_of(), trade.client("owner")):
        answer = client.get("/no-such-page/")
        assert answer.status_code == 404
        assert 'href="/"' in answer.content.decode()


def test_broken_needs_neither_person_nor_database() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    answers = [views.broken(request), views.malformed(request)]
    assert [answer.status_code for answer in answers] == [500, 400]
    for answer in answers:
        page = read(answer.content)
        assert page.found == []
        assert page.seen.count("h1") == 1


def test_what_breaks_in_a_view_is_a_page(trade: Trade, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(views.ways, "home_unit", breaking)
    client = trade.client("owner")
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert 'class="said-code' in answer.content.decode()


def test_an_old_form_is_said_to_be_old(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = client.post("/language/", {"language": "en"})
    assert answer.status_code == 403
    assert "The page has grown old" in answer.content.decode()


def test_htmx_is_led_to_the_door_by_the_whole_page(db: None) -> None:
    answer = browser_of().get("/account/", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer["HX-Redirect"] == "/sign-in/?next=%2Faccount%2F"


def test_a_fragment_is_a_part_of_its_page(trade: Trade) -> None:
    client = trade.client("owner")
    headers = {"HX-Request": "true", "HX-Target": "palette-found"}
    part = client.get("/u/S1/find/?q=S1", headers=headers)
    assert "<html" not in part.content.decode()
    assert part.content.decode().strip() in client.get("/u/S1/find/?q=S1").content.decode()
    assert "HX-Target" in part["Vary"]
    restored = client.get(
        "/u/S1/find/?q=S1", headers={**headers, "HX-History-Restore-Request": "true"}
    )
    assert "<html" in restored.content.decode()
