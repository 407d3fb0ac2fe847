"""Overview, strategy map and status matrix."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.conftest import Trade

from .screens import Year, show, year_2016

AsRole = Callable[[str], Client]


@pytest.fixture
def year(trade: Trade) -> Year:
    return year_2016(trade.store, trade.group)


@pytest.mark.parametrize("path", ["", "map/", "map/?o=P5", "matrix/", "matrix/?light=red"])
def test_is_there(as_role: AsRole, trade: Trade, year: Year, path: str) -> None:
    mark = "&" if "?" in path else "?"
    page = show(as_role("store_manager"), trade.store, f"{path}{mark}m=2016-02")
    assert page.status_code == 200
