"""Tell whether a server or program that tests need is here: postgres, redis or chromium.

Exit code 0 says that it is; chromium's path is printed.
"""

import os
import shutil
import socket
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
from playwright.sync_api import sync_playwright

SECONDS = 3
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def postgres() -> bool:
    """Sign in to PostgreSQL."""
    try:
        psycopg.connect(os.environ["SINAN_TEST_POSTGRES"], connect_timeout=SECONDS).close()
    except psycopg.Error as error:
        print(f"PostgreSQL: {error}", file=sys.stderr)
        return False
    return True


def redis() -> bool:
    """Ask Redis for a sign of life."""
    url = urlsplit(os.environ["SINAN_TEST_REDIS"])
    words = [f"AUTH {unquote(url.password)}\r\n"] if url.password else []
    try:
        with socket.create_connection((url.hostname, url.port or 6379), timeout=SECONDS) as line:
            line.sendall("".join([*words, "PING\r\n"]).encode())
            answer = line.makefile("rb")
            return [answer.readline() for _ in (*words, "PING")][-1] == b"+PONG\r\n"
    except OSError as error:
        print(f"Redis: {error}", file=sys.stderr)
        return False


def chromium() -> bool:
    """Look for a browser, last for the one that Playwright itself may have fetched."""
    asked = os.environ.get("SINAN_CHROMIUM")
    found = next(filter(None, map(shutil.which, [asked] if asked else BROWSERS)), None)
    if not found and not asked:
        with sync_playwright() as playwright:
            own = playwright.chromium.executable_path
        found = own if Path(own).exists() else None
    print(found or "")
    return bool(found)


if __name__ == "__main__":
    sys.exit(not {"postgres": postgres, "redis": redis, "chromium": chromium}[sys.argv[1]]())
