"""A figure that somebody may not see stands in no page, no fragment, no data for a chart."""

from decimal import Decimal
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from sinan.base.org.models import Role, Unit
from sinan.base.org.roles import abilities
from sinan.base.org.services import grant_role
from sinan.management.scorecard.models import MetricVersion
from sinan.site.routes import Route, routes
from tests.base.builders import scorecard_of
from tests.conftest import NOW, OPERATOR, Trade, browser_of
from tests.house.test_addresses import address, body_of, samples
from tests.scorecard.builders import Store

__all__ = ["samples"]

MARGIN = "scorecard.margin.see"
READING = [route for route in routes() if "GET" in route.methods]
# No other number on any page begins so; thousands may be grouped.
SECRET, TELLTALE = 7_654_321, ("7654", "7,654")
# What is asked for, and the part of the page that htmx wants of it.
ASKED = (
    ("m=2016-03", ""),
    ("m=2017-01", ""),
    ("m=2016-02&tab=history", ""),
    ("m=2016-02&order=value", ""),
    ("m=2016-02&order=-change", ""),
    ("m=2016-02&light=red", ""),
    ("m=2016-02&metric=M3&sort=-value", ""),
    ("m=2016-02&o=P5", "objective"),
    ("m=2016-02&order=value", "metrics"),
    ("m=2016-02&tab=history", "tab"),
    ("m=2017-01&tab=former", "tab"),
    ("q=M3", "palette-found"),
)

each_reading_route = pytest.mark.parametrize("route", READING, ids=lambda route: route.name)


@pytest.fixture
def restricted(samples: dict[str, Any], trade: Trade) -> dict[str, Any]:
    """Return the samples with a margin metric that has figures in two years and two stores."""
    for unit in (trade.store, trade.sister):
        if unit == trade.sister:
            scorecard_of(unit, trade.group)
        store = Store(unit)
        for month in ("2016-01", "2016-02", "2016-03"):
            store.actual("M3", month, SECRET + int(month[-1]) * 100)
        store.bands("M3", range(13), SECRET, SECRET + 10, SECRET + 20, SECRET + 30)
        # Held: out of order.
        store.bands("M3", [4], SECRET + 30, SECRET + 20, SECRET + 10, SECRET)
    MetricVersion.objects.update(ability=MARGIN)
    return samples


def without_margins(trade: Trade, unit: Unit) -> Client:
    """Return the browser of somebody who may do everything at a unit but see margins."""
    held = [ability for ability in abilities() if ability != MARGIN]
    Role.objects.create(unit=trade.group, code="most", name_zh="x", name_en="x", abilities=held)
    user = trade.person("staff", name="curious")
    grant_role(user_id=user.pk, unit=unit, role="most", by=OPERATOR, at=NOW)
    return browser_of(user)


def pages(browser: Client, path: str) -> list[str]:
    """Return all that an address answers, whole and in parts."""
    found = []
    for query, fragment in ASKED:
        headers = {"HX-Request": "true", "HX-Target": f"section#{fragment}"} if fragment else {}
        answer = browser.get(f"{path}?{query}", headers=headers)
        assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
        found.append(body_of(answer).decode())
    return found


@each_reading_route
def test_margins_stand_nowhere(route: Route, restricted: dict[str, Any], trade: Trade) -> None:
    browser = without_margins(trade, trade.group)
    units = [trade.store, trade.group] if "unit_key" in route.parameters else [None]
    for unit in units:
        for page in pages(browser, address(route, restricted, unit)):
            assert not [text for text in TELLTALE if text in page], unit


def test_those_with_the_right_do_see_them(restricted: dict[str, Any], trade: Trade) -> None:
    # Or the test above would hold for pages without any figure.
    browser = trade.client("owner")
    for path in ("scorecard/metrics/", "scorecard/metrics/M3/", "scorecard/map/"):
        page = browser.get(f"/u/{trade.store.key}/{path}?m=2016-02&o=P5").content.decode()
        assert any(text in page for text in TELLTALE), path
    for path in ("heatmap/data/", "ranking/"):
        page = browser.get(f"/u/{trade.group.key}/scorecard/{path}?m=2016-02").content.decode()
        assert any(text in page for text in TELLTALE), path


def test_a_right_at_one_store_opens_no_other(restricted: dict[str, Any], trade: Trade) -> None:
    browser = without_margins(trade, trade.group)
    Role.objects.create(
        unit=trade.group, code="margins", name_zh="x", name_en="x", abilities=[MARGIN]
    )
    user = trade.person("staff", name="curious")
    grant_role(user_id=user.pk, unit=trade.sister, role="margins", by=OPERATOR, at=NOW)
    data = browser.get(f"/u/{trade.group.key}/scorecard/heatmap/data/?m=2016-02").json()
    values = {row[0]: row[6] for row in data["rows"]}
    assert values[trade.store.key] == [None]
    assert values[trade.sister.key] == [SECRET + 200]
    # With one store's figure shown, a total or a mean would give the other's away.
    page = browser.get(f"/u/{trade.group.key}/scorecard/ranking/?m=2016-02").content.decode()
    assert str(Decimal(2 * SECRET + 400)) not in page.replace(",", "")
