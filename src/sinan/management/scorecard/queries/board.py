"""The state of a scorecard in a month."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sinan.base.org.models import Unit
from sinan.base.org.scope import Scope
from sinan.kernel.lights import Bands, Judgement, Light, Reason, judge, round_half_up
from sinan.kernel.month import Month, months_of
from sinan.kernel.plans import milestone_light, plan_light
from sinan.kernel.rollup import count_lights, objective_light
from sinan.kernel.spans import ratio_of

from ..models import ActionPlan, Objective
from ..models.catalogue import Perspective
from .shapes import (
    MetricInfo,
    MetricMonth,
    MilestoneMonth,
    MonthBoard,
    ObjectiveMonth,
    PerspectiveMonth,
    PlanMonth,
    Reported,
)
from .year import ScorecardYear, year_of


def month_board(scope: Scope, unit: Unit, month: Month, *, today: date) -> MonthBoard | None:
    """Judge the unit's scorecard in a month, None where there is no scorecard of that year."""
    year = year_of(scope, unit, month.year)
    return None if year is None else board_of(year, month, today=today)


def boards_of_year(year: ScorecardYear, *, today: date) -> list[MonthBoard]:
    """Judge all twelve months, for the slider that plays the year."""
    return [board_of(year, month, today=today) for month in months_of(year.scorecard.year)]


def board_of(year: ScorecardYear, month: Month, *, today: date) -> MonthBoard:
    """Judge one month of a year already read. A plan is seen as of month's end or today."""
    as_of = min(month.last_day, today)
    metrics = [metric_month(year, info, month) for info in year.metrics]
    plans = [_plan(year, plan, as_of) for plan in year.plans]
    objectives = [_objective(row, metrics, plans) for row in year.objectives]
    return MonthBoard(
        month=month,
        perspectives=tuple(_perspectives(objectives)),
        headlines=year.headlines,
        links=year.links,
        counts=count_lights(m.light for m in metrics),
        plan_counts=count_lights(p.light for p in plans),
    )


def metric_month(year: ScorecardYear, info: MetricInfo, month: Month) -> MetricMonth:
    """Judge one metric in one month."""
    number = month.number
    reported = year.reported.get(info.metric_id, {}).get(number)
    bands = year.bands.get(info.metric_id, {}).get(number)
    draft = year.drafts.get(info.metric_id, {}).get(number)
    value = None if reported is None else reported.value
    judgement = judge(value, bands, info.direction, info.precision)
    if bands is None and draft is not None:
        judgement = replace(judgement, reason=_why_waiting(value, draft, info))
    recomputed = _recomputed(info, reported, judgement)
    hidden = info.metric_id in year.hidden
    return MetricMonth(
        info=info,
        month=month,
        judgement=_without_figures(judgement) if hidden else judgement,
        reported=None if hidden else reported,
        recomputed=None if hidden else recomputed,
        hidden=hidden,
    )


def _why_waiting(value: Decimal | None, draft: Bands, info: MetricInfo) -> Reason:
    """Say what keeps a draft from giving a light; one that is sound waits for its approval."""
    reason = judge(value, draft, info.direction, info.precision).reason
    return Reason.NO_BANDS if reason is Reason.JUDGED else reason


def _recomputed(
    info: MetricInfo, reported: Reported | None, judgement: Judgement
) -> Judgement | None:
    if reported is None or reported.numerator is None or reported.denominator is None:
        return None
    value = ratio_of(reported.numerator, reported.denominator, percent=info.is_percent)
    if value is None or round_half_up(value, info.precision) == judgement.value:
        return None
    return judge(value, judgement.bands, info.direction, info.precision)


def _without_figures(judgement: Judgement) -> Judgement:
    return Judgement(light=judgement.light, value=None, reason=judgement.reason, bands=None)


def _plan(year: ScorecardYear, plan: ActionPlan, as_of: date) -> PlanMonth:
    milestones = tuple(
        MilestoneMonth(
            name_zh=row.name_zh,
            name_en=row.name_en,
            deliverable=row.deliverable,
            planned_on=row.planned_on,
            started_on=row.started_on,
            done_on=row.done_on,
            note=row.note,
            light=milestone_light(
                planned_on=row.planned_on,
                started_on=row.started_on,
                done_on=row.done_on,
                as_of=as_of,
            ),
        )
        for row in year.milestones.get(plan.pk, ())
    )
    return PlanMonth(
        plan_id=plan.pk,
        code=plan.code,
        name_zh=plan.name_zh,
        name_en=plan.name_en,
        objective=plan.objective.code,
        department=plan.department,
        goal=plan.goal,
        lead=str(plan.lead or ""),
        members=year.members.get(plan.pk, ()),
        milestones=milestones,
        light=plan_light(milestone.light for milestone in milestones),
    )


def _objective(
    row: Objective, metrics: Sequence[MetricMonth], plans: Sequence[PlanMonth]
) -> ObjectiveMonth:
    own_metrics = tuple(m for m in metrics if m.info.objective == row.code)
    own_plans = tuple(p for p in plans if p.objective == row.code)
    return ObjectiveMonth(
        code=row.code,
        perspective=row.perspective,
        theme_zh=row.theme_zh,
        theme_en=row.theme_en,
        name_zh=row.name_zh,
        name_en=row.name_en,
        owner=str(row.owner or ""),
        light=objective_light([m.light for m in own_metrics], _lights(own_plans)),
        metrics=own_metrics,
        plans=own_plans,
    )


def _lights(plans: Sequence[PlanMonth]) -> list[Light]:
    return [plan.light for plan in plans]


def _perspectives(objectives: Sequence[ObjectiveMonth]) -> list[PerspectiveMonth]:
    found = []
    for code in Perspective.values:
        own = tuple(o for o in objectives if o.perspective == code)
        counts = count_lights(m.light for o in own for m in o.metrics)
        found.append(PerspectiveMonth(code=code, counts=counts, objectives=own))
    return found
