"""A real browser for the tests that need one: signed in, and watched for whatever goes wrong."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from sinan.base.accounts.models import User

DESK, PHONE = (1440, 900), (390, 844)
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@dataclass(slots=True)
class Pages:
    """Opens pages of the product; what breaks on them, the policy included, fails the test."""

    browser: Browser
    address: str
    wrong: list[str] = field(default_factory=list)

    def open(
        self,
        path: str,
        *,
        by: User | None = None,
        size: tuple[int, int] = DESK,
        language: str = "en",
        forgiving: bool = False,
        **more: Any,
    ) -> Page:
        """Open a page in a browser of its own; a forgiving one may say what it likes."""
        width, height = size
        context = self.browser.new_context(viewport={"width": width, "height": height}, **more)
        context.set_default_timeout(10_000)
        for name, value in (
            (settings.SESSION_COOKIE_NAME, _session_of(by)),
            (settings.LANGUAGE_COOKIE_NAME, language),
        ):
            context.add_cookies([{"name": name, "value": value, "url": self.address}])
        page = context.new_page()
        if not forgiving:
            page.on("pageerror", lambda error: self.wrong.append(f"{page.url}: {error}"))
            page.on("console", lambda said: self._hear(page, said))
        page.goto(self.address + path)
        return page

    def _hear(self, page: Page, said: ConsoleMessage) -> None:
        # The browser names every answer that is an error; the pages of errors are looked at too.
        if said.type == "error" and "the server responded with a status of" not in said.text:
            self.wrong.append(f"{page.url}: {said.text}")


@pytest.fixture
def browser_page(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pages]:
    """Return a way to open pages: ``browser_page.open("/account/", by=user)``."""
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    path = os.environ.get("SINAN_CHROMIUM") or shutil.which("chromium")
    if path is None:
        pytest.skip("no Chromium here; SINAN_CHROMIUM names one")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        pages = Pages(chromium, live_server.url)
        yield pages
        chromium.close()
    assert pages.wrong == []


def _session_of(user: User | None) -> str:
    client = Client()
    if user is None:
        return ""
    client.force_login(user)
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)
