"""Everything about one metric that its page shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from sinan.base.org.models import Unit
from sinan.base.org.scope import Scope
from sinan.kernel.month import Month

from ..models import Objective, OwnerKind
from .band_table import BandTable, band_table
from .metric import metric_year
from .people import Person, owners_by_kind, ownerships_of, provides_own_result
from .shapes import MetricInfo, MetricMonth, MetricYear
from .trends import Change, change_of, former_info
from .year import ScorecardYear, year_of


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricPage:
    """A metric in a month of its year, with the year before and its neighbours in the list."""

    now: MetricMonth
    year: MetricYear
    table: BandTable
    former: MetricYear | None
    former_table: BandTable | None
    change: Change | None
    objective: Objective
    owners: Mapping[OwnerKind, list[Person]]
    own_result: list[Person]
    previous: MetricInfo | None
    next: MetricInfo | None

    @property
    def info(self) -> MetricInfo:
        """Return the metric."""
        return self.year.info


def metric_page(
    scope: Scope, unit: Unit, year: ScorecardYear, month: Month, code: str
) -> MetricPage | None:
    """Gather a metric's page, None for a code that is not on the scorecard."""
    info = year.metric(code)
    if info is None:
        return None
    metric = metric_year(year, info)
    former = _former(scope, unit, year, info)
    place = year.metrics.index(info)
    people = ownerships_of(scope, year)
    return MetricPage(
        now=metric.months[month.number - 1],
        year=metric,
        table=band_table(metric),
        former=former,
        former_table=None if former is None or former.hidden else band_table(former),
        change=_change(metric, former, month),
        objective=next(row for row in year.objectives if row.code == info.objective),
        owners=owners_by_kind(people, info.metric_id),
        own_result=provides_own_result(people, info.metric_id),
        previous=year.metrics[place - 1] if place else None,
        next=next(iter(year.metrics[place + 1 :]), None),
    )


def _former(scope: Scope, unit: Unit, year: ScorecardYear, info: MetricInfo) -> MetricYear | None:
    last = year_of(scope, unit, year.scorecard.year - 1)
    found = former_info(last, info)
    return None if last is None or found is None else metric_year(last, found)


def _change(metric: MetricYear, former: MetricYear | None, month: Month) -> Change | None:
    months = [None if former is None else former.months[-1], *metric.months]
    before = months[month.number - 1]
    now = metric.months[month.number - 1].judgement.value
    if before is None:
        return None
    return change_of(now, before.judgement.value, metric.info.direction)
