"""Take the pictures of the README from a demonstration, in both languages.

    .venv/bin/python tools/pictures.py

makes a demonstration in a folder of its own and serves it; ``--address`` names a running one.
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
INTO = ROOT / "docs" / "pictures"
PASSWORD = "sinan-demo"  # noqa: S105 - the demonstration's, known to everybody
# Fixed, so that the pictures change only when the pages do.
TODAY = "2026-11-21"
LANGUAGES = {"zh": "zh-hans", "en": "en"}
DESK, PHONE = (1440, 900), (390, 844)
PATIENCE = 30
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as one person sees it."""

    name: str
    path: str
    who: str = "owner"
    size: tuple[int, int] = DESK


PICTURES = (
    Picture("overview", "/u/S002/scorecard/"),
    Picture("map", "/u/S002/scorecard/map/"),
    Picture("matrix", "/u/S002/scorecard/matrix/"),
    Picture("metric", "/u/S001/scorecard/metrics/M3/?m=2016-02"),
    Picture("heatmap", "/u/group/scorecard/heatmap/"),
    Picture("phone", "/u/S002/scorecard/", size=PHONE),
)


def main() -> None:
    """Take all pictures, or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="which ones; all unless named")
    parser.add_argument("--address", help="a running demonstration, such as http://127.0.0.1:8000")
    parser.add_argument("--into", type=Path, default=INTO)
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    given = parser.parse_args()
    wanted = [p for p in PICTURES if not given.names or p.name in given.names]
    with demonstration(given.address) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(QUIET))
        for folder, language in LANGUAGES.items():
            (given.into / folder).mkdir(parents=True, exist_ok=True)
            for picture in wanted:
                path = given.into / folder / f"{picture.name}.png"
                take(browser, address, picture, language, theme=given.theme, path=path)
                print(path)
        browser.close()


def chromium() -> str | None:
    """Return the browser to drive, None for Playwright's own."""
    told = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, str(ROOT / "tools" / "servers.py"), "chromium"],
        capture_output=True,
        text=True,
        check=False,
    )
    return told.stdout.strip() or None


def take(
    browser: Browser, address: str, picture: Picture, language: str, *, theme: str, path: Path
) -> None:
    """Sign in, open the page, wait until it stands still, and take its picture."""
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=2 if picture.size == PHONE else 1,
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
        locale="zh-CN" if language.startswith("zh") else "en-GB",
    )
    context.add_cookies([{"name": "sinan_language", "value": language, "url": address}])
    page = context.new_page()
    sign_in(page, address, picture.who)
    answer = page.goto(address + picture.path, wait_until="networkidle")
    if answer is None or not answer.ok:
        raise SystemExit(f"{picture.path} answers {answer and answer.status}")
    # The banner of a demonstration would stand on every picture.
    close = page.locator("[data-demo-close]")
    if close.count():
        close.first.click()
    # No button may look as if the pointer were on it.
    page.mouse.move(1, height - 1)
    page.wait_for_timeout(600)
    page.screenshot(path=path, animations="disabled")
    context.close()


def sign_in(page: Page, address: str, who: str) -> None:
    """Let somebody of the demonstration in."""
    page.goto(f"{address}/sign-in/")
    form = page.locator("form:has(input[name=password]:visible)").first
    form.locator("input[name=login]").fill(who)
    form.locator("input[name=password]").fill(PASSWORD)
    form.locator("button").last.click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


@contextmanager
def demonstration(address: str | None) -> Iterator[str]:
    """Give the address of a demonstration, made and served for the while unless one is named."""
    if address:
        yield address.rstrip("/")
        return
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "SINAN_HOME": home, "PYTHONPATH": str(ROOT / "src")}
        environment.pop("DATABASE_URL", None)
        sinan = [sys.executable, "-m", "sinan"]
        subprocess.run(  # noqa: S603 - our own program
            [*sinan, "demo", "--today", TODAY],
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        server = subprocess.Popen(  # noqa: S603 - our own program
            [*sinan, "serve", "--port", str(port)], env=environment
        )
        try:
            yield wait_for(f"http://127.0.0.1:{port}", server)
        finally:
            server.terminate()
            server.wait()


def wait_for(address: str, server: "subprocess.Popen[bytes]") -> str:
    """Wait until the server answers."""
    deadline = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urlopen(f"{address}/sign-in/", timeout=5):  # noqa: S310 - our own server
                return address
        except HTTPError as broken:
            raise SystemExit(f"{address} answers {broken}") from None
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"nobody answers at {address}")


if __name__ == "__main__":
    main()
