"""What a scorecard page is asked for: the unit's scorecard and a month."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone

from sinan.base.org.models import Unit
from sinan.base.org.scope import Scope, ScopedRequest
from sinan.base.web.months import asked_month
from sinan.kernel.month import Month

from ..queries.months import latest_month
from ..queries.year import ScorecardYear, year_of


class UnitRequest(ScopedRequest):
    """A request about a unit."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class Asked:
    """The month asked for, else the last one with figures, else this one; and its scorecard."""

    month: Month
    today: date
    year: ScorecardYear | None


def asked(request: UnitRequest) -> Asked:
    """Read the month of the address and the unit's scorecard of that year."""
    scope: Scope = request.scope
    today = timezone.now().astimezone(ZoneInfo(request.unit.zone)).date()
    month = asked_month(request) or latest_month(scope, request.unit) or Month.of(today)
    return Asked(month, today, year_of(scope, request.unit, month.year))
