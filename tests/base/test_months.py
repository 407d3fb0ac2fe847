"""The month that the frame shows where nothing has been reported yet."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from sinan.base.org.models import Unit
from tests.conftest import Trade


@pytest.mark.parametrize(("zone", "month"), [("Asia/Shanghai", "2017-01"), ("UTC", "2016-12")])
def test_month_is_the_one_it_is_at_the_unit(
    trade: Trade, monkeypatch: pytest.MonkeyPatch, zone: str, month: str
) -> None:
    browser = trade.client("owner")
    Unit.objects.update(zone=zone)
    eve = datetime(2016, 12, 31, 20, tzinfo=UTC)  # four in the morning of New Year in Shanghai
    monkeypatch.setattr(timezone, "now", lambda: eve)
    page = browser.get(f"/u/{trade.store.key}/scorecard/owners/me/").content.decode()
    assert f'data-month="{month}" aria-current="date"' in page
