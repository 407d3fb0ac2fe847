"""What a manager has to know of a month: counts, changes, and whose turn it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sinan.base.org.models import Unit
from sinan.base.org.scope import Scope
from sinan.kernel.lights import Light, Reason, out_of_order
from sinan.kernel.month import Month

from .board import board_of, month_board
from .shapes import (
    MetricInfo,
    MetricMonth,
    MilestoneMonth,
    MonthBoard,
    ObjectiveMonth,
    PlanMonth,
)
from .year import ScorecardYear

# From worst to best; grey stands outside, it is neither.
_RANK = {light: rank for rank, light in enumerate(light for light in Light if light != Light.GREY)}


class Turn(StrEnum):
    """Which way a light went, the most urgent first."""

    WORSE = "worse"
    LOST = "lost"
    BETTER = "better"
    FOUND = "found"


@dataclass(frozen=True, slots=True)
class LightCount:
    """How many show a light; `change` since the month before, None without such a month."""

    light: Light
    count: int
    change: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PerspectiveLine:
    """The counts of one perspective."""

    code: str
    counts: tuple[LightCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LightChange:
    """A metric whose light is another than a month before."""

    metric: MetricMonth
    before: Light
    turn: Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """A milestone past its date and not done."""

    plan: PlanMonth
    milestone: MilestoneMonth
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingBands:
    """Months of a metric whose bands are no basis for a light yet.

    `months` holds 0 for the bands of the year. `pairs` name the bands that run the wrong way;
    without any they only await approval.
    """

    info: MetricInfo
    months: tuple[int, ...]
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A scorecard in a month, told beside the month before."""

    board: MonthBoard
    before: Month | None
    metrics: tuple[LightCount, ...]
    plans: tuple[LightCount, ...]
    perspectives: tuple[PerspectiveLine, ...]
    changes: tuple[LightChange, ...]
    red: tuple[MetricMonth, ...]
    yellow: tuple[MetricMonth, ...]
    red_objectives: tuple[ObjectiveMonth, ...]
    overdue: tuple[Overdue, ...]
    waiting: tuple[WaitingBands, ...]
    without_data: tuple[MetricMonth, ...]
    without_bands: tuple[MetricMonth, ...]


def overview_of(
    scope: Scope, unit: Unit, year: ScorecardYear, month: Month, *, today: date
) -> Overview:
    """Tell a month of a scorecard beside the month before, across the turn of the year too."""
    board = board_of(year, month, today=today)
    earlier = month.previous()
    before = (
        board_of(year, earlier, today=today)
        if earlier.year == month.year
        else month_board(scope, unit, earlier, today=today)
    )
    metrics = board.metrics()
    return Overview(
        board=board,
        before=None if before is None else before.month,
        metrics=_counted(board.counts, before.counts if before else None),
        plans=_counted(board.plan_counts, before.plan_counts if before else None),
        perspectives=tuple(_perspectives(board, before)),
        changes=_changes(metrics, before),
        red=_of_light(metrics, Light.RED),
        yellow=_of_light(metrics, Light.YELLOW),
        red_objectives=tuple(o for o in board.objectives() if o.light is Light.RED),
        overdue=tuple(_overdue(board, min(month.last_day, today))),
        waiting=tuple(_waiting(year)),
        without_data=_of_reason(metrics, Reason.NO_DATA),
        without_bands=_of_reason(metrics, Reason.NO_BANDS, Reason.INCOMPLETE_BANDS),
    )


def turn_of(before: Light, after: Light) -> Turn | None:
    """Tell which way a light went, None where it stayed."""
    if before == after:
        return None
    if before is Light.GREY:
        return Turn.FOUND
    if after is Light.GREY:
        return Turn.LOST
    return Turn.WORSE if _RANK[after] < _RANK[before] else Turn.BETTER


def _counted(
    now: Mapping[Light, int], before: Mapping[Light, int] | None
) -> tuple[LightCount, ...]:
    return tuple(
        LightCount(light, count, None if before is None else count - before[light])
        for light, count in now.items()
    )


def _perspectives(board: MonthBoard, before: MonthBoard | None) -> Iterator[PerspectiveLine]:
    earlier = {} if before is None else {p.code: p.counts for p in before.perspectives}
    for perspective in board.perspectives:
        counts = _counted(perspective.counts, earlier.get(perspective.code))
        yield PerspectiveLine(code=perspective.code, counts=counts)


def _changes(metrics: Sequence[MetricMonth], before: MonthBoard | None) -> tuple[LightChange, ...]:
    # By code, not by key: across the turn of the year the same metric is another row.
    earlier = {} if before is None else {m.info.code: m.light for m in before.metrics()}
    found = [
        LightChange(metric=metric, before=earlier[metric.info.code], turn=turn)
        for metric in metrics
        if metric.info.code in earlier
        and (turn := turn_of(earlier[metric.info.code], metric.light)) is not None
    ]
    order = list(Turn)
    return tuple(sorted(found, key=lambda change: order.index(change.turn)))


def _of_light(metrics: Iterable[MetricMonth], light: Light) -> tuple[MetricMonth, ...]:
    return tuple(m for m in metrics if m.light is light)


def _of_reason(metrics: Iterable[MetricMonth], *reasons: Reason) -> tuple[MetricMonth, ...]:
    return tuple(m for m in metrics if m.judgement.reason in reasons)


def _overdue(board: MonthBoard, as_of: date) -> Iterator[Overdue]:
    for plan in board.plans():
        for milestone in plan.milestones:
            if milestone.light is Light.RED:
                days = (as_of - milestone.planned_on).days
                yield Overdue(plan=plan, milestone=milestone, days=days)


def _waiting(year: ScorecardYear) -> Iterator[WaitingBands]:
    for info in year.metrics:
        held: dict[tuple[tuple[str, str], ...], list[int]] = {}
        for month, bands in year.drafts.get(info.metric_id, {}).items():
            held.setdefault(out_of_order(bands, info.direction), []).append(month)
        # Contradictions first: those need a decision, the others only a signature.
        for pairs, months in sorted(held.items(), key=lambda item: not item[0]):
            yield WaitingBands(
                info=info,
                months=tuple(sorted(months)),
                pairs=pairs,
            )
