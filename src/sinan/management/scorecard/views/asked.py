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


def today_at(request: UnitRequest) -> date:
    """Return the day it is at the unit."""
    return timezone.now().astimezone(ZoneInfo(request.unit.zone)).date()


def month_for(request: UnitRequest) -> Month:
    """Return the month asked for, else the last one with figures, else this one."""
    asked_for = asked_month(request) or latest_month(request.scope, request.unit)
    return asked_for or Month.of(today_at(request))


def asked(request: UnitRequest) -> Asked:
    """Read the month of the address and the unit's scorecard of that year."""
    scope: Scope = request.scope
    month = month_for(request)
    return Asked(month, today_at(request), year_of(scope, request.unit, month.year))
