"""Which months a unit has figures for."""

from django.db.models import Max, QuerySet

from sinan.base.org.models import Unit
from sinan.base.org.scope import Scope
from sinan.kernel.month import Month

from ..models import Actual, Scorecard
from .year import SEE


def years_of(scope: Scope, unit: Unit) -> list[int]:
    """Return the years that the unit has a scorecard for, oldest first."""
    rows = Scorecard.objects.within(scope, SEE).filter(unit=unit).order_by("year")
    return list(rows.values_list("year", flat=True))


def years_below(scope: Scope, unit: Unit) -> list[int]:
    """Return the years that the unit or one below it has a scorecard for, oldest first."""
    rows = Scorecard.objects.within(scope, SEE).filter(unit__path__startswith=unit.path)
    return list(rows.order_by("year").values_list("year", flat=True).distinct())


def months_reported(scope: Scope, unit: Unit) -> frozenset[Month]:
    """Return the months in which the unit's own scorecards have an actual."""
    own = Scorecard.objects.within(scope, SEE).filter(unit=unit)
    rows = Actual.objects.filter(metric__scorecard__in=own).order_by()
    found = rows.values_list("metric__scorecard__year", "month").distinct()
    return frozenset(Month(year, month) for year, month in found)


def latest_month(scope: Scope, unit: Unit) -> Month | None:
    """Return the last month with an actual at the unit or a store below it, None without any."""
    scorecards = Scorecard.objects.within(scope, SEE).filter(unit__path__startswith=unit.path)
    year = scorecards.aggregate(last=Max("year"))["last"]
    while year is not None:
        month = _last_of(scorecards.filter(year=year))
        if month is not None:
            return Month(year, month)
        year = scorecards.filter(year__lt=year).aggregate(last=Max("year"))["last"]
    return None


def _last_of(scorecards: QuerySet[Scorecard]) -> int | None:
    actuals = Actual.objects.filter(metric__scorecard__in=scorecards)
    last: int | None = actuals.aggregate(last=Max("month"))["last"]
    return last
