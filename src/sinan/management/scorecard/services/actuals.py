"""Putting actuals in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from sinan.base.audit import ledger
from sinan.base.org.models import Unit
from sinan.base.org.scope import Scope
from sinan.kernel.lights import round_half_up
from sinan.kernel.money import scale
from sinan.kernel.refusal import Refusal
from sinan.kernel.spans import ratio_of

from ..models import Actual, Scorecard, ScorecardMetric
from ..queries.shapes import MetricInfo
from ..queries.year import SEE, metrics_of
from ..rules.cells import ActualCell, actual_key, by_key
from ..rules.figures import PLACES, value_of_parts, written
from ..rules.problems import Outcome, Problem, error, refused, warning
from .stamp import CHUNK, Stamp
from .twice import once

FIELDS = ("value", "numerator", "denominator")
FULL = Decimal(100)

Figures = tuple[Decimal | None, Decimal | None, Decimal | None]
NOTHING: Figures = (None, None, None)


@dataclass(slots=True, kw_only=True)
class _Intake:
    """One intake under way: what it writes is gathered first and written in a few statements."""

    stamp: Stamp
    source: str
    outcome: Outcome = field(default_factory=Outcome)
    fresh: list[Actual] = field(default_factory=list)
    changed: list[Actual] = field(default_factory=list)
    deeds: list[ledger.Deed] = field(default_factory=list)

    def refuse(self, problem: Problem) -> None:
        """Refuse a cell."""
        self.outcome.append(problem)
        self.outcome.tally.refused += 1


@transaction.atomic
def put_actuals(
    *,
    unit: Unit,
    cells: Iterable[ActualCell],
    by: Scope,
    at: datetime,
    source: str,
    source_name: str,
) -> Outcome:
    """Enter the cells into the scorecards of their years; a cell is in or has its problem.

    The same values again change nothing.
    """
    intake = _Intake(stamp=Stamp(by=by, at=at, source_name=source_name), source=source)
    keyed = [_keyed(cell) for cell in cells]
    scorecards = _scorecards(by, unit, {cell.month.year for cell in keyed})
    for own in by_key(keyed, lambda cell: cell.month.year):
        scorecard = scorecards.get(own[0].month.year)
        if scorecard is None:
            for cell in own:
                intake.refuse(_no_scorecard(cell, unit))
        else:
            _enter(scorecard, own, intake)
    _write(intake)
    return intake.outcome


def _keyed(cell: ActualCell) -> ActualCell:
    if cell.place.key:
        return cell
    return replace(cell, place=replace(cell.place, key=actual_key(cell.metric, cell.month)))


def _scorecards(by: Scope, unit: Unit, years: set[int]) -> Mapping[int, Scorecard]:
    # Locked in one order, so that two intakes for a store come one after the other.
    rows = Scorecard.objects.within(by, SEE).filter(unit=unit, year__in=years)
    return {row.year: row for row in rows.order_by("pk").select_for_update()}


def _no_scorecard(cell: ActualCell, unit: Unit) -> Problem:
    return error("scorecard.none_that_year", cell.place, year=cell.month.year, store=unit.code)


def _enter(scorecard: Scorecard, cells: Sequence[ActualCell], intake: _Intake) -> None:
    metrics = {info.code: info for info in metrics_of(scorecard)}
    there = {
        (row.metric_id, row.month): row
        for row in Actual.objects.filter(metric__scorecard=scorecard)
    }
    unique = once(cells, intake.outcome, key=lambda c: (c.metric, c.month), value=_given)
    for cell in unique:
        info = metrics.get(cell.metric)
        figures = _checked(cell, info, intake)
        if info is None or figures is None:
            continue
        month = cell.month.number
        row = there.get((info.metric_id, month))
        if row is None:
            fresh = Actual(unit_id=scorecard.unit_id, metric_id=info.metric_id, month=month)
            _set(fresh, cell, figures, NOTHING, intake)
        else:
            _set(row, cell, figures, (row.value, row.numerator, row.denominator), intake)


def _given(cell: ActualCell) -> tuple[Decimal | None, ...]:
    return cell.value, cell.numerator, cell.denominator


def _checked(cell: ActualCell, info: MetricInfo | None, intake: _Intake) -> Figures | None:
    """Return what to keep; None, with its problem, when nothing can be."""
    if info is None:
        intake.refuse(error("metric.unknown", cell.place, metric=cell.metric))
        return None
    try:
        figures = _figures(cell, info)
    except Refusal as refusal:
        intake.refuse(refused(refusal, cell.place))
        return None
    if figures is None:
        intake.outcome.tally.empty += 1
        if cell.denominator is not None:
            intake.outcome.append(warning("actual.no_data", cell.place))
        return None
    intake.outcome += _doubts(cell, info, figures)
    return figures


def _figures(cell: ActualCell, info: MetricInfo) -> Figures | None:
    """Return value and parts; None for no data. Raises `Refusal` for what cannot be kept."""
    value, numerator, denominator = cell.value, cell.numerator, cell.denominator
    if (numerator is None) != (denominator is None):
        raise Refusal("actual.one_part")
    for figure in (value, numerator, denominator):
        if figure is not None:
            scale(figure, PLACES)
    if value is None and numerator is not None and denominator is not None:
        if numerator and not denominator:
            raise Refusal("actual.divided_by_zero")
        value = value_of_parts(
            numerator, denominator, percent=info.is_percent, precision=info.precision
        )
    if value is None:
        return None
    scale(value, PLACES)
    return value, numerator, denominator


def _doubts(cell: ActualCell, info: MetricInfo, figures: Figures) -> Iterable[Problem]:
    value, numerator, denominator = figures
    if value is None:
        return
    if info.is_percent and value > FULL:
        yield warning("percent.over_hundred", cell.place, value=value)
    if cell.value is None or numerator is None or denominator is None:
        return
    exact = ratio_of(numerator, denominator, percent=info.is_percent)
    if exact is None:
        return
    recomputed = round_half_up(exact, info.precision)
    if recomputed != round_half_up(value, info.precision):
        yield warning("actual.differs_from_parts", cell.place, value=value, recomputed=recomputed)


def _set(row: Actual, cell: ActualCell, wanted: Figures, before: Figures, intake: _Intake) -> None:
    if before[1] is not None and cell.numerator is None:
        if before[0] == wanted[0]:
            wanted = before
        else:
            # They explained the former value; beside the new one they would be wrong.
            intake.outcome.append(warning("actual.parts_dropped", cell.place))
    tally, new = intake.outcome.tally, before == NOTHING
    if wanted == before:
        tally.unchanged += 1
        return
    tally.new += new
    tally.changed += not new
    row.value, row.numerator, row.denominator = wanted
    row.source, row.source_name = intake.source, intake.stamp.source
    row.entered_at, row.entered_by = intake.stamp.at, intake.stamp.by.user_id
    (intake.fresh if new else intake.changed).append(row)
    intake.deeds.append(_deed(row, cell, before, wanted, intake.stamp))


def _deed(
    row: Actual, cell: ActualCell, before: Figures, after: Figures, stamp: Stamp
) -> ledger.Deed:
    changes = {
        name: [written(old), written(now)]
        for name, old, now in zip(FIELDS, before, after, strict=True)
        if old != now
    }
    new = before == NOTHING
    return ledger.Deed(
        deed="scorecard.actual.entered" if new else "scorecard.actual.changed",
        # The metric is the subject, so that its history is found under one name.
        subject=ScorecardMetric(pk=row.metric_id),
        unit_id=row.unit_id,
        values={"month": str(cell.month), **changes, "source": stamp.source},
    )


def _write(intake: _Intake) -> None:
    Actual.objects.bulk_create(intake.fresh, batch_size=CHUNK)
    columns = [*FIELDS, "source", "source_name", "entered_at", "entered_by"]
    Actual.objects.bulk_update(intake.changed, columns, batch_size=CHUNK)
    for start in range(0, len(intake.deeds), CHUNK):
        chunk = intake.deeds[start : start + CHUNK]
        ledger.record_all(chunk, by=intake.stamp.by, at=intake.stamp.at)
