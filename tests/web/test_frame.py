"""The navigation, the palette, the unit switch and the months of the frame."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from sinan.base.org.api import add_unit
from sinan.base.org.models import Employee, Grant
from tests.base.builders import scorecard_of
from tests.conftest import NOW, OPERATOR, Trade

CARD = "/u/S1/scorecard"
PART = {"HX-Request": "true"}


def text_of(client: Client, path: str, **headers: str) -> str:
    """Return a page in English."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return str(client.get(path, headers=headers).content.decode())


def places(page: str) -> list[str]:
    """Return what the sidebar leads to, in its order."""
    sidebar = page.partition('id="sidebar"')[2].partition("</nav>")[0]
    return re.findall(r'class="sidebar-link" href="([^"?]+)', sidebar)


def found(client: Client, path: str, target: str = "palette-found") -> list[str]:
    """Return the addresses that palette or switch offers."""
    page = text_of(client, path, **PART, **{"HX-Target": target})
    return [
        link.replace("&amp;", "&") for link in re.findall(r'class="hit[^>]*href="([^"]+)', page)
    ]


def test_a_store_has_all_its_pages_before_its_first_scorecard(trade: Trade) -> None:
    pages = places(text_of(trade.client("store_manager"), f"{CARD}/"))
    assert pages[0] == f"{CARD}/"
    assert f"{CARD}/plans/" in pages
    assert f"{CARD}/heatmap/" not in pages


def test_a_group_has_those_of_a_scorecard_only_with_one_of_its_own(trade: Trade) -> None:
    client = trade.client("owner")
    scorecard_of(trade.store, trade.group)
    compare = ["/u/hh/scorecard/heatmap/", "/u/hh/scorecard/ranking/"]
    assert places(text_of(client, "/u/hh/scorecard/heatmap/")) == [*compare, "/u/hh/jobs/"]
    assert client.get("/u/hh/?m=2016-02")["Location"] == f"{compare[0]}?m=2016-02"
    scorecard_of(trade.group, trade.group)
    pages = places(text_of(client, "/u/hh/scorecard/heatmap/"))
    assert pages[:2] == compare
    assert "/u/hh/scorecard/map/" in pages


def test_my_metrics_are_for_the_people_of_the_unit(trade: Trade) -> None:
    scorecard_of(trade.store, trade.group)
    client = trade.client("store_manager")
    mine = f"{CARD}/owners/me/"
    assert mine not in places(text_of(client, f"{CARD}/metrics/"))
    Employee.objects.filter(unit=trade.store).update(user=trade.person("store_manager"))
    assert mine in places(text_of(client, f"{CARD}/metrics/"))
    owner = trade.client("owner")
    assert mine not in places(text_of(owner, f"{CARD}/metrics/"))
    Employee.objects.create(unit=trade.group, name="季云舟", user=trade.person("owner"))
    # At work in the group, which has no metrics to answer for.
    of_group = "/u/hh/scorecard/owners/me/"
    assert of_group not in places(text_of(owner, "/u/hh/scorecard/heatmap/"))
    scorecard_of(trade.group, trade.group)
    assert of_group in places(text_of(owner, "/u/hh/scorecard/heatmap/"))


def test_the_frame_asks_little(trade: Trade, django_assert_max_num_queries: Any) -> None:
    client = trade.client("owner")
    client.get("/u/hh/find/")
    # Session, person, grants, unit; then the frame: a scorecard of its own, is it one's own unit.
    with django_assert_max_num_queries(6):
        client.get("/u/hh/find/")


def test_home_leads_to_the_unit_of_last_time(trade: Trade) -> None:
    scorecard_of(trade.store, trade.group)
    client = trade.client("owner")
    assert client.get("/")["Location"] == "/u/hh/scorecard/heatmap/"
    client.get(f"{CARD}/metrics/")
    assert client.get("/")["Location"] == f"{CARD}/"
    stranger = trade.client("owner", at=trade.other_group)
    stranger.cookies["sinan_unit"] = "S1"
    assert stranger.get("/")["Location"] == "/u/xy/scorecard/heatmap/"


def test_somebody_without_any_right_is_told_so(trade: Trade) -> None:
    client = trade.client("staff")
    Grant.objects.update(ended_at=NOW)
    page = text_of(client, "/")
    assert "no store is open to you yet" in page
    assert places(page) == []


def test_palette_finds_pages_metrics_units_and_commands(trade: Trade) -> None:
    scorecard_of(trade.store, trade.group)
    client = trade.client("owner")
    metric = [f"{CARD}/metrics/M3/?m=2016-02"]
    assert found(client, "/u/S1/find/?q=m3") == metric
    assert found(client, "/u/S1/find/?q=交车") == metric
    assert found(client, "/u/S1/find/?q=deliver") == metric
    assert found(client, "/u/S1/find/?q=deliver&m=2015-02") == []
    assert found(client, "/u/S1/find/?q=Strategy%20m&m=2016-02") == [f"{CARD}/map/?m=2016-02"]
    assert found(client, "/u/S1/find/?q=行动方") == [f"{CARD}/plans/"]
    assert found(client, "/u/S1/find/?q=兰州&m=2016-02") == ["/u/S2/?m=2016-02"]
    commands = text_of(client, "/u/S1/find/?q=dark", **PART, **{"HX-Target": "palette-found"})
    assert 'name="theme" value="dark"' in commands
    assert client.get("/u/S1/find/?q=m3&m=2016-13").status_code == 422


def test_palette_of_a_group_compares_the_stores_by_a_metric(trade: Trade) -> None:
    scorecard_of(trade.store, trade.group)
    ranking = ["/u/hh/scorecard/ranking/?metric=M3&m=2016-02"]
    assert found(trade.client("owner"), "/u/hh/find/?q=M3") == ranking
    assert found(trade.client("owner", at=trade.other_group), "/u/xy/find/?q=M3") == []


def test_palette_and_switch_stay_within_the_scope(trade: Trade) -> None:
    for unit, group in ((trade.store, trade.group), (trade.stranger, trade.other_group)):
        scorecard_of(unit, group)
    client = trade.client("store_manager")
    for text in ("店", "S", "hh", "星野"):
        links = found(client, f"/u/S1/find/?q={text}")
        assert all(link.startswith(("/u/S1/", "/account/")) for link in links)
    assert found(client, "/units/?q=", "switch-found") == ["/u/S1/"]
    assert client.get("/u/xy.S1/find/?q=M3").status_code == 404
    assert trade.client("owner").get("/u/xy.S1/find/?q=M3").status_code == 404


def test_switch_keeps_page_and_month(trade: Trade) -> None:
    client = trade.client("owner")
    at = f"/units/?at={CARD}/metrics/M3/&m=2016-02"
    assert found(client, at, "switch-found") == [
        "/u/hh/?m=2016-02",
        "/u/north/?m=2016-02",
        f"{CARD}/metrics/M3/?m=2016-02",
        "/u/S2/scorecard/metrics/M3/?m=2016-02",
    ]
    of_person = found(client, f"/units/?at={CARD}/owners/7/&m=2016-02&q=S2", "switch-found")
    assert of_person[-1] == "/u/S2/?m=2016-02"
    for odd in ("https://evil.example/", "//evil.example", "/no-such/"):
        links = found(client, f"/units/?at={odd}", "switch-found")
        assert links
        assert all(link.startswith("/u/") for link in links)


def test_switch_through_a_large_group_asks_little(
    trade: Trade, django_assert_max_num_queries: Any
) -> None:
    for number in range(70):
        add_unit(
            kind="store", parent=trade.region, code=f"T{number}", name="店", by=OPERATOR, at=NOW
        )
    client = trade.client("owner")
    with django_assert_max_num_queries(6):
        page = text_of(client, "/units/", **PART, **{"HX-Target": "switch-found"})
    assert "There are more" in page


def test_month_menu_knows_where_figures_are(trade: Trade) -> None:
    scorecard_of(trade.store, trade.group)
    client = trade.client("store_manager")
    page = text_of(client, f"{CARD}/metrics/")
    assert 'data-reported="2016-02"' in page
    assert re.findall(r'data-month="([0-9-]+)" data-has-figures', page) == ["2016-02"]
    first = text_of(client, f"{CARD}/metrics/?m=2016-01")
    assert 'rel="prev"' not in first
    assert 'rel="next"' in first
    assert 'rel="next"' not in text_of(client, f"{CARD}/metrics/?m=2016-12")
    beyond = text_of(client, f"{CARD}/metrics/?m=2018-05")
    assert 'data-first="2016" data-last="2018"' in beyond


def test_a_month_without_figures_is_said_to_be_so(trade: Trade) -> None:
    scorecard_of(trade.store, trade.group)
    client = trade.client("store_manager")
    empty = text_of(client, f"{CARD}/metrics/?m=2016-07&order=value")
    assert "银川店 has no figures for 2016-07 yet." in empty
    assert 'href="?m=2016-02&amp;order=value"' in empty
    assert "month-note" not in text_of(client, f"{CARD}/metrics/?m=2016-02")
    # Without a scorecard the page itself says so.
    assert "month-note" not in text_of(client, f"{CARD}/metrics/?m=2018-07")


@pytest.mark.parametrize("path", ["/account/", "/u/S1/find/"])
def test_pages_that_are_not_about_a_month_say_nothing_of_it(trade: Trade, path: str) -> None:
    scorecard_of(trade.store, trade.group)
    page = text_of(trade.client("store_manager"), f"{path}?m=2016-07")
    assert "month-note" not in page
    assert "month-picker" not in page
