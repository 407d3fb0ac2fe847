"""A real browser that keeps account of everything that went wrong on its pages."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Response, expect, sync_playwright

from tests.browser import DESK, QUIET

from .served import PASSWORD, Served

Size = tuple[int, int]
WAIT = 10_000
UNSETTLED = (
    ".htmx-request, .htmx-swapping, .htmx-added, .htmx-settling, #heat-page[data-state=loading]"
)
# A page that was left before an answer came: the browser's own doing.
LEFT = "net::ERR_ABORTED"


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run the browser that is here."""
    path = os.environ.get("SINAN_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@dataclass
class Seat:
    """A person before a browser window."""

    served: Served
    context: BrowserContext
    page: Page
    trouble: list[str] = field(default_factory=list)

    @classmethod
    def take(cls, browser: Browser, served: Served, size: Size = DESK) -> "Seat":
        """Open a window without any past."""
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
        context.set_default_timeout(WAIT)
        seat = cls(served, context, context.new_page())
        seat._listen()
        return seat

    def go(self, path: str) -> Response:
        """Open a page and wait until it has settled."""
        answer = self.page.goto(self.served.url + path)
        assert answer is not None
        self.settle()
        return answer

    def sign_in(self, login: str, then: str = "/") -> None:
        """Go in by the door, as a person does, and on to a page."""
        self.page.goto(f"{self.served.url}{then}")
        self.page.locator("[name=login][type=text]").fill(login)
        self.page.locator("[name=password][type=password]").fill(PASSWORD)
        self.page.locator("[name=password][type=password]").press("Enter")
        self.page.wait_for_url(re.compile(rf"{re.escape(self.served.url)}/(?!sign-in)"))

    def settle(self) -> None:
        """Wait until nothing loads; what htmx swaps in has plain links until it has settled."""
        # As a function: pages allow nobody to evaluate text.
        self.page.wait_for_function(f"() => !document.querySelector('{UNSETTLED}')")

    def read(self) -> str:
        """Return what the page shows."""
        return " ".join(self.page.locator("body").inner_text().split())

    def at(self, path: str) -> None:
        """Tell that the address is this, its query included, and that the page is alive."""
        expect(self.page).to_have_url(self.served.url + path)
        self.page.wait_for_load_state("load")

    def narrow(self) -> bool:
        """Tell whether the whole page fits the window's width."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))

    def widest(self) -> str:
        """Name what reaches farthest beyond the window."""
        return str(
            self.page.evaluate(
                "[...document.querySelectorAll('body *')]"
                ".map(one => [one.getBoundingClientRect().right, one])"
                ".filter(([right]) => right > innerWidth).sort((a, b) => b[0] - a[0])"
                ".slice(0, 3).map(([right, one]) => `${right} <${one.tagName} ${one.className}>`)"
            )
        )

    def speak(self, language: str) -> None:
        """Switch the language of the person."""
        button = self.page.locator(f"button[name=language][value={language}]")
        if button.count():
            button.first.evaluate("button => button.click()")
            self.page.locator(f"button[name=language][value={language}]").first.wait_for(
                state="detached"
            )

    def _listen(self) -> None:
        page = self.page
        page.on("pageerror", lambda error: self._note("script", str(error)))
        page.on("console", self._on_console)
        page.on("requestfailed", self._on_failed)
        page.on("response", self._on_answer)

    def _on_console(self, said: Any) -> None:
        if said.type in {"error", "warning"}:
            self._note("console", said.text)

    def _on_failed(self, request: Any) -> None:
        if request.failure != LEFT:
            self._note("request", f"{request.url} {request.failure}")

    def _on_answer(self, answer: Response) -> None:
        if answer.status >= 400:
            self._note("answer", f"{answer.status} {answer.url}")

    def _note(self, kind: str, text: str) -> None:
        self.trouble.append(f"{urlsplit(self.page.url).path}: {kind}: {text}")
