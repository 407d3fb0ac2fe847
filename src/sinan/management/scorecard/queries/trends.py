"""A metric beside its past: the change since the month before and the lights of a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sinan.base.org.models import Unit
from sinan.base.org.scope import Scope
from sinan.kernel.lights import Direction
from sinan.kernel.month import Month, months_of

from .board import metric_month
from .shapes import MetricInfo, MetricMonth
from .year import ScorecardYear, year_of


class Turn(StrEnum):
    """Where a value went since the month before."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Change:
    """How far a value moved, and whether that is good."""

    amount: Decimal
    turn: Turn

    @property
    def up(self) -> bool:
        """Tell whether the value rose."""
        return self.amount > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricRow:
    """A metric of a month as a list shows it: beside the month before, with its year."""

    now: MetricMonth
    change: Change | None
    trail: tuple[MetricMonth, ...]

    @property
    def info(self) -> MetricInfo:
        """Return the metric."""
        return self.now.info


def metric_rows(
    scope: Scope, unit: Unit, year: ScorecardYear, month: Month
) -> tuple[MetricRow, ...]:
    """Judge every metric of the scorecard in a month and set it beside the month before."""
    before = _values_before(scope, unit, year, month)
    return tuple(_row(year, info, month, before) for info in year.metrics)


def change_of(now: Decimal | None, before: Decimal | None, direction: Direction) -> Change | None:
    """Compare two shown values; None where one of them is missing."""
    if now is None or before is None:
        return None
    amount = now - before
    if not amount:
        return Change(amount, Turn.SAME)
    better = (amount > 0) == (direction == Direction.HIGHER)
    return Change(amount, Turn.BETTER if better else Turn.WORSE)


def former_info(former: ScorecardYear | None, info: MetricInfo) -> MetricInfo | None:
    """Find a metric on the scorecard of another year of the same unit.

    A code names one definition in the group. One that is counted in another unit of measure by
    now is not the same number any more.
    """
    found = None if former is None else former.metric(info.code)
    return found if found is not None and found.measured_in == info.measured_in else None


def _row(
    year: ScorecardYear, info: MetricInfo, month: Month, before: dict[str, Decimal | None]
) -> MetricRow:
    trail = tuple(metric_month(year, info, each) for each in months_of(year.scorecard.year))
    now = trail[month.number - 1]
    change = change_of(now.judgement.value, before.get(info.code), info.direction)
    return MetricRow(now=now, change=change, trail=trail)


def _values_before(
    scope: Scope, unit: Unit, year: ScorecardYear, month: Month
) -> dict[str, Decimal | None]:
    last = month.previous()
    if last.year == year.scorecard.year:
        return _values(year, year.metrics, last)
    former = year_of(scope, unit, last.year)
    if former is None:
        return {}
    same = [former_info(former, info) for info in year.metrics]
    return _values(former, [info for info in same if info is not None], last)


def _values(
    year: ScorecardYear, infos: Iterable[MetricInfo], month: Month
) -> dict[str, Decimal | None]:
    return {info.code: metric_month(year, info, month).judgement.value for info in infos}
