"""Every page in both languages: whole, named, and in one language only."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from tests.running import ROOT

from .chromium import Seat
from .conftest import Sit
from .pages import GROUP, STORE

pytestmark = pytest.mark.browser
LOOKING = Path(__file__).with_name("looking.js").read_text(encoding="utf-8")
CATALOGUE = ROOT / "locale/zh_Hans/LC_MESSAGES/django.po"
# What is shown is read from the page as one sees it and hears it.
READ = """() => [
  document.title,
  document.body.innerText,
  ...[...document.querySelectorAll("[aria-label], [title], [placeholder]")].flatMap(
    (one) => ["aria-label", "title", "placeholder"].map((name) => one.getAttribute(name) ?? "")),
].join("\\n")"""
# Where only the product speaks, and never the data of a store.
OWN_WORDS = """() => [...document.querySelectorAll(
  ".sidebar-body, .page-actions .btn, .nav-link, .form-check-label, .chip, .card-title, legend"
)].map((one) => one.innerText)"""
# The heat map's trend comes when somebody scrolls to it, and hides where there is none.
TREND = """() => {
  const trend = document.getElementById("light-trend");
  return !trend?.checkVisibility() || trend.dataset.state !== "loading";
}"""
ICONS = """async () => {
  const uses = [...document.querySelectorAll("use")].map((one) => one.getAttribute("href"));
  const missing = [];
  for (const href of new Set(uses)) {
    const [file, id] = href.split("#");
    if (!file) { if (!document.getElementById(id)) missing.push(href); continue; }
    window.sprites ??= {};
    window.sprites[file] ??= await (await fetch(file)).text();
    if (!window.sprites[file].includes(`id="${id}"`)) missing.push(href);
  }
  return missing;
}"""
# Names that are the same in Chinese, and messages that are a mere code or unit.
SHARED = {"Sinan", "English", "Enter", "PMO", "XLSX", "CSV"}
SHORTEST = 4
CHINESE = re.compile("[一-鿿]")


@cache
def english() -> list[tuple[str, re.Pattern[str]]]:
    """Return the pieces of English that have Chinese, longest first, to be looked for."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    pieces: set[str] = set()
    for message in catalogue:
        if message.id and message.string and isinstance(message.id, str):
            if message.id == message.string:
                continue
            for piece in re.split(r"%\(\w+\)\w|%%", message.id):
                words = piece.strip(" \n.,:;()“”\"'")
                if len(words) >= SHORTEST and re.search("[A-Za-z]{3}", words):
                    pieces.add(words)
    return [
        (piece, re.compile(rf"(?<![\w.-]){re.escape(piece)}(?![\w.-])"))
        for piece in sorted(pieces - SHARED, key=len, reverse=True)
    ]


def faults(seat: Seat, pages: dict[str, str], language: str) -> list[str]:
    """Open pages and return what is wrong with them."""
    found = []
    for name, path in pages.items():
        assert seat.go(path).status == 200, path
        page = seat.page
        page.evaluate("document.getElementById('light-trend')?.scrollIntoView()")
        page.wait_for_function(TREND)
        wrong: list[Any] = page.evaluate(LOOKING)
        wrong += [f"no icon {icon}" for icon in page.evaluate(ICONS)]
        if page.locator("html").get_attribute("lang") != language:
            wrong.append("another language")
        own_words = page.evaluate(OWN_WORDS)
        if language == "en":
            wrong += [f"Chinese: {words}" for words in own_words if CHINESE.search(words)]
        else:
            shown = page.evaluate(READ)
            wrong += [f"English: {piece}" for piece, there in english() if there.search(shown)]
        found += [f"{name}: {each}" for each in wrong]
    return found


@pytest.mark.parametrize(("who", "pages"), [("manager", STORE), ("group", GROUP)])
def test_chinese(sit: Sit, who: str, pages: dict[str, str]) -> None:
    assert len(english()) > 300
    seat = sit(who)
    assert faults(seat, pages, "zh-Hans") == []


@pytest.mark.parametrize(("who", "pages"), [("manager", STORE), ("group", GROUP)])
def test_english(sit: Sit, who: str, pages: dict[str, str]) -> None:
    seat = sit(who)
    seat.speak("en")
    try:
        assert faults(seat, pages, "en") == []
    finally:
        seat.speak("zh-hans")


def test_the_door_and_what_is_not_there(sit: Sit) -> None:
    seat = sit()
    for path, status in (("/sign-in/", 200), ("/enter/MQ/none/", 410), ("/nowhere/", 404)):
        answer = seat.page.goto(seat.served.url + path)
        assert answer is not None
        assert answer.status == status
        assert seat.page.evaluate(LOOKING) == []
        shown = seat.page.evaluate(READ)
        assert [piece for piece, there in english() if there.search(shown)] == []
        assert seat.narrow()
    # The statuses were meant.
    seat.trouble[:] = [line for line in seat.trouble if "404" not in line and "410" not in line]
