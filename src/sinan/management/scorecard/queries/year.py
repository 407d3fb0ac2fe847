"""One unit's scorecard of one year, read whole in a handful of statements.

Every screen of a single unit is made from it: twelve months of 27 metrics are some 700 rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sinan.base.org.models import Unit
from sinan.base.org.scope import Scope
from sinan.kernel.lights import Bands, Direction
from sinan.kernel.spans import Aggregate

from ..models import (
    ActionPlan,
    Actual,
    BandState,
    Milestone,
    MonthBands,
    Objective,
    ObjectiveLink,
    Scorecard,
    ScorecardMetric,
)
from .shapes import HeadlineLine, MetricInfo, Reported

SEE = "scorecard.see"

BandsByMonth = Mapping[int, Mapping[int, Bands]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardYear:
    """The rows of a scorecard; `bands`, `drafts` and `reported` go metric → month → row."""

    scorecard: Scorecard
    objectives: tuple[Objective, ...]
    metrics: tuple[MetricInfo, ...]
    bands: BandsByMonth
    drafts: BandsByMonth
    reported: Mapping[int, Mapping[int, Reported]]
    plans: tuple[ActionPlan, ...]
    milestones: Mapping[int, tuple[Milestone, ...]]
    members: Mapping[int, tuple[str, ...]]
    links: tuple[tuple[str, str], ...]
    headlines: tuple[HeadlineLine, ...]
    hidden: frozenset[int]

    def metric(self, code: str) -> MetricInfo | None:
        """Return the metric with this code."""
        return next((info for info in self.metrics if info.code == code), None)


def scorecard_of(scope: Scope, unit: Unit, year: int) -> Scorecard | None:
    """Return the unit's scorecard of a year, None where there is none or it is not seen."""
    return Scorecard.objects.within(scope, SEE).filter(unit=unit, year=year).first()


def year_of(scope: Scope, unit: Unit, year: int) -> ScorecardYear | None:
    """Read the unit's scorecard of a year, None where there is none or it is not seen."""
    scorecard = scorecard_of(scope, unit, year)
    if scorecard is None:
        return None
    objectives = tuple(
        Objective.objects.filter(scorecard=scorecard)
        .select_related("owner")
        .order_by("position", "pk")
    )
    metrics = tuple(metrics_of(scorecard))
    approved, drafts = _bands(scorecard)
    plans = tuple(_plans(scorecard))
    return ScorecardYear(
        scorecard=scorecard,
        objectives=objectives,
        metrics=metrics,
        bands=approved,
        drafts=drafts,
        reported=_reported(scorecard),
        plans=plans,
        milestones=_milestones(scorecard),
        members=_members(plans),
        links=_links(scorecard),
        headlines=_headlines(scorecard),
        hidden=_hidden(scope, unit, metrics),
    )


def metrics_of(scorecard: Scorecard) -> Iterable[MetricInfo]:
    """Return the metrics of a scorecard already read within a scope, in their order."""
    rows = (
        ScorecardMetric.objects.filter(scorecard=scorecard)
        .select_related("definition", "version", "objective")
        .order_by("position", "pk")
    )
    for row in rows:
        version = row.version
        yield MetricInfo(
            metric_id=row.pk,
            code=row.definition.code,
            name_zh=version.name_zh,
            name_en=version.name_en,
            objective=row.objective.code,
            perspective=row.objective.perspective,
            department=row.department,
            measured_in=version.measured_in,
            direction=Direction(version.direction),
            precision=version.precision,
            aggregate=Aggregate(version.aggregate),
            formula_zh=version.formula_zh,
            formula_en=version.formula_en,
            ability=version.ability,
            version=version.number,
        )


def _bands(scorecard: Scorecard) -> tuple[BandsByMonth, BandsByMonth]:
    approved: dict[int, dict[int, Bands]] = defaultdict(dict)
    drafts: dict[int, dict[int, Bands]] = defaultdict(dict)
    rows = MonthBands.objects.filter(metric__scorecard=scorecard).exclude(
        state=BandState.SUPERSEDED
    )
    fields = ("metric_id", "month", "state", "threshold", "target", "challenge_1", "challenge_2")
    for metric_id, month, state, *values in rows.values_list(*fields):
        kept = approved if state == BandState.APPROVED else drafts
        kept[metric_id][month] = Bands(*values)
    return approved, drafts


def _reported(scorecard: Scorecard) -> Mapping[int, Mapping[int, Reported]]:
    reported: dict[int, dict[int, Reported]] = defaultdict(dict)
    for row in Actual.objects.filter(metric__scorecard=scorecard):
        reported[row.metric_id][row.month] = Reported(
            value=row.value,
            numerator=row.numerator,
            denominator=row.denominator,
            source=row.source,
            source_name=row.source_name,
            entered_at=row.entered_at,
            entered_by=row.entered_by,
        )
    return reported


def _plans(scorecard: Scorecard) -> Iterable[ActionPlan]:
    plans = ActionPlan.objects.filter(scorecard=scorecard)
    return plans.select_related("objective", "lead").order_by("position", "pk")


def _milestones(scorecard: Scorecard) -> Mapping[int, tuple[Milestone, ...]]:
    found: dict[int, list[Milestone]] = defaultdict(list)
    for row in Milestone.objects.filter(plan__scorecard=scorecard).order_by("plan", "position"):
        found[row.plan_id].append(row)
    return {plan_id: tuple(rows) for plan_id, rows in found.items()}


def _members(plans: tuple[ActionPlan, ...]) -> Mapping[int, tuple[str, ...]]:
    through = ActionPlan.members.through
    found: dict[int, list[str]] = defaultdict(list)
    rows = through.objects.filter(actionplan__in=[plan.pk for plan in plans]).order_by("pk")
    for plan_id, name in rows.values_list("actionplan_id", "employee__name"):
        found[plan_id].append(name)
    return {plan_id: tuple(names) for plan_id, names in found.items()}


def _links(scorecard: Scorecard) -> tuple[tuple[str, str], ...]:
    rows = ObjectiveLink.objects.filter(scorecard=scorecard).order_by("pk")
    return tuple(rows.values_list("cause__code", "effect__code"))


def _headlines(scorecard: Scorecard) -> tuple[HeadlineLine, ...]:
    rows = scorecard.headlines.order_by("position", "pk").values_list("key", "zh", "en")
    return tuple(HeadlineLine(*row) for row in rows)


def _hidden(scope: Scope, unit: Unit, metrics: Iterable[MetricInfo]) -> frozenset[int]:
    return frozenset(
        info.metric_id for info in metrics if info.ability and not scope.can(info.ability, unit)
    )
