"""What is measured, by name."""

from collections.abc import Callable, Mapping
from typing import Any

from django.test import Client
from django.urls import reverse

from sinan.base.org.scope import Scope
from sinan.kernel.month import Month
from sinan.management.scorecard.queries.heat import heat_map, light_trend

from .dataset import DataSet

Deed = Callable[[], Any]


def lights(data: DataSet) -> Mapping[str, Deed]:
    """Judge every metric of every store for a month, without a page."""
    month = Month(data.year, data.months)
    return {
        "lights of a month": lambda: heat_map(Scope.of_operator(), data.group, month),
        "lights of twelve months, counted": lambda: light_trend(
            Scope.of_operator(), data.group, month
        ),
    }


def heatmap(data: DataSet) -> Mapping[str, Deed]:
    """Fetch the heat map of all stores and a ranking, as a browser does."""
    return {
        "heat map: page": _page(data, "scorecard:heatmap", data.group.key),
        "heat map: figures (JSON)": _page(data, "scorecard:heatmap_data", data.group.key),
        "ranking of a metric": _page(data, "scorecard:ranking", data.group.key),
    }


def store(data: DataSet) -> Mapping[str, Deed]:
    """Fetch the pages of one store, as a browser does."""
    key = data.store.key
    return {
        "strategy map of a store": _page(data, "scorecard:map", key),
        "status matrix of a store": _page(data, "scorecard:matrix", key),
        "metric page of a store": _page(data, "scorecard:metric", key, metric_code="M3"),
        "metrics of a store": _page(data, "scorecard:metric_list", key),
    }


DEEDS: Mapping[str, Callable[[DataSet], Mapping[str, Deed]]] = {
    "lights": lights,
    "heatmap": heatmap,
    "store": store,
}


def _page(data: DataSet, route: str, unit_key: str, **more: str) -> Deed:
    address = reverse(route, kwargs={"unit_key": unit_key, **more})
    browser = Client()
    browser.force_login(data.user)
    month = {"m": f"{data.year}-{data.months:02d}"}

    def fetch() -> None:
        answer = browser.get(address, month)
        assert answer.status_code == 200, (address, answer.status_code)

    return fetch
