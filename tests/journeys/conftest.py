"""One demonstration, served once for all journeys; a browser for each folder of stories."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser import DESK
from tests.running import fresh_database, sinan

from .chromium import Seat, Size, chromium
from .served import Served, serving

TODAY = "2026-11-21"
Sit = Callable[..., Seat]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the demonstration: the reference store, six stores more, a person for each role."""
    home = tmp_path_factory.mktemp("demo")
    with fresh_database("sinan_journeys_test") as database:
        done = sinan(home, "demo", "--stores", "6", "--today", TODAY, DATABASE_URL=database)
        assert done.returncode == 0, done.stderr
        with serving(home, database) as served:
            yield served


# Once a module: while it runs there is an event loop in this thread, which Django's own tests and
# other browsers' would stumble over.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Run Chromium."""
    with chromium() as running:
        yield running


@pytest.fixture
def sit(browser: Browser, demo: Served) -> Iterator[Sit]:
    """Give a way to sit somebody before a window: ``sit("manager", size=PHONE)``.

    At the end nothing may have gone wrong in any window.
    """
    taken: list[Seat] = []

    def take(login: str = "", *, then: str = "/", size: Size = DESK) -> Seat:
        seat = Seat.take(browser, demo, size)
        taken.append(seat)
        if login:
            seat.sign_in(login, then)
        return seat

    yield take
    for seat in taken:
        seat.context.close()
    assert [line for seat in taken for line in seat.trouble] == []
