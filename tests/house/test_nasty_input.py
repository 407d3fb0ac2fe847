"""Whatever an address, a query, a cookie or a form carries is answered, and never breaks a page."""

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from pytest_django import Settings

from sinan.site.routes import Route, routes
from tests.conftest import Trade, browser_of
from tests.house.test_addresses import address, body_of, samples

__all__ = ["samples"]

ROUTES = routes()
# Every name that some page reads from its address, and every field of some form.
ASKED = (
    *("m", "q", "at", "next", "order", "light", "department", "perspective", "o", "tab"),
    *("metric", "show", "sort", "region", "page"),
)
FILLED = ("login", "password", "again", "current", "name", "language", "theme", "next")
COOKIES = ("sinan_unit", "sinan_language", "sinan_theme", "sinan_session", "messages")
# Texts as they stand in an address: percent signs make bytes.
NASTY = {
    "nul": "%00",
    "nul inside": "a%00b",
    "half a surrogate": "%ED%A0%80",
    "broken bytes": "%FF%FE",
    "a line break": "%0D%0AX-Header:%201",
    "another site": "//evil.example/",
    "a script": "%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "a long number": "9" * 400,
    "more than 64 bits": "99999999999999999999",
    "below zero": "-1",
    "a bracket": "http://[",
    "a wildcard": "%25_",
    "right to left": "%E2%80%AE",
    "the first month": "1900-01",
    "the last month": "2200-12",
}

each_route = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
each_nasty = pytest.mark.parametrize("text", NASTY.values(), ids=list(NASTY))


@pytest.fixture(autouse=True)
def _quick(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def answers(browser: Client, path: str) -> None:
    """Ask for a page; a fault of ours would raise here, or be a 500."""
    answer = browser.get(path)
    assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    # What the address says never stands in the page as markup.
    assert b"<script>alert(1)" not in body_of(answer)


@each_route
def test_queries_break_nothing(route: Route, samples: dict[str, Any], trade: Trade) -> None:
    browser = trade.client("owner")
    path = address(route, samples)
    for text in NASTY.values():
        answers(browser, f"{path}?" + "&".join(f"{name}={text}" for name in ASKED if name != "m"))
        answers(browser, f"{path}?m={text}")


@each_route
def test_parts_of_addresses_break_nothing(
    route: Route, samples: dict[str, Any], trade: Trade
) -> None:
    browser = trade.client("owner")
    real = address(route, samples)
    for name in route.parameters:
        for text in NASTY.values():
            answers(browser, real.replace(quote(str(samples[name])), text))


@each_route
def test_forms_break_nothing(route: Route, samples: dict[str, Any], trade: Trade) -> None:
    path = address(route, samples)
    for text in NASTY.values():
        browser = trade.client("owner", at=trade.group)
        body = "&".join(f"{name}={text}" for name in FILLED)
        kind = "application/x-www-form-urlencoded"
        answer = browser.post(path, data=body, content_type=kind)
        assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
        assert "evil.example" not in answer.headers.get("Location", "")


@each_nasty
def test_cookies_break_nothing(text: str, trade: Trade) -> None:
    for name in COOKIES:
        browser = browser_of() if name == "sinan_session" else trade.client("owner")
        # Quoted cookies may hold any byte.
        browser.cookies.load(f'{name}="{text.replace("%00", chr(92) + "000")}aaaaaaaa"')
        for path in ("/", "/sign-in/", f"/u/{trade.store.key}/scorecard/"):
            assert browser.get(path).status_code < HTTPStatus.INTERNAL_SERVER_ERROR


@trying(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(asked=st.dictionaries(st.sampled_from(ASKED), st.text(max_size=40), max_size=4))
def test_any_text_breaks_no_page(asked: dict[str, str], trade: Trade) -> None:
    browser = trade.client("owner")
    pages = ("/units/", f"/u/{trade.store.key}/find/", f"/u/{trade.store.key}/scorecard/metrics/")
    for page in (*pages, f"/u/{trade.group.key}/scorecard/ranking/"):
        query = "&".join(f"{name}={quote(text, errors='replace')}" for name, text in asked.items())
        answers(browser, f"{page}?{query}")


BODIES = {
    "application/x-www-form-urlencoded": b"name=" + b"a" * 3 * 1024 * 1024,
    # Django's own limit leaves files out.
    "multipart/form-data; boundary=x": b'--x\r\nContent-Disposition: form-data; name="f"; '
    b'filename="f"\r\n\r\n' + b"a" * 3 * 1024 * 1024 + b"\r\n--x--\r\n",
    "application/json": b"[" * 3 * 1024 * 1024,
}


@pytest.mark.parametrize("path", ["/sign-in/", "/language/", "/nowhere/"])
@pytest.mark.parametrize("kind", list(BODIES))
def test_huge_bodies_are_refused(path: str, kind: str, db: None) -> None:
    answer = browser_of().post(path, data=BODIES[kind], content_type=kind)
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "Content-Security-Policy" in answer.headers


def test_onward_is_an_address_and_no_view(trade: Trade) -> None:
    user = trade.person("owner")
    user.set_password("a-long-enough-word")
    user.save()
    for onward in (
        "overview",
        "accounts:account",
        "a b",
        "//evil.example",
        "\\\\evil.example",
        "/a\0b",
    ):
        given = {"login": user.username, "password": "a-long-enough-word", "next": onward}
        answer = browser_of().post("/sign-in/", given)
        assert answer.status_code == HTTPStatus.FOUND, onward
        assert "evil" not in answer["Location"]
        assert answer["Location"] != "/account/"


@pytest.mark.parametrize("path", ["", "map/", "metrics/M3/", "plans/K1/", "owners/"])
@pytest.mark.parametrize("month", ["1900-01", "1900-12", "2200-01", "2200-12"])
def test_months_at_the_ends_of_time(
    path: str, month: str, samples: dict[str, Any], trade: Trade
) -> None:
    browser = trade.client("owner")
    answer = browser.get(f"/u/{trade.store.key}/scorecard/{path}?m={month}")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
