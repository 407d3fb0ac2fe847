"""One metric over the stores: who stands where, how it spreads, what the group comes to."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sinan.base.org.models import Unit
from sinan.base.org.scope import Scope
from sinan.kernel.lights import Direction, Light, Reason
from sinan.kernel.money import unscale
from sinan.kernel.month import Month
from sinan.kernel.rollup import count_lights
from sinan.kernel.scaled import judge_scaled
from sinan.kernel.spans import Aggregate, Figure, SpanReason, SpanValue, span_value
from sinan.kernel.spread import Bar, Quartiles, attainment, bars, quartiles, ranks

from ..models import Actual, ScorecardMetric
from ..rules.figures import PLACES
from .cells import Adopted, RawCell, Store, closed_to, compared, raw_cells, stores_of, versions_of
from .heat import columns_of

# A metric that is red for so many months in a row is flagged.
STREAK = 3
MOST_BARS = 16


class Standing(StrEnum):
    """Tell why a store stands in the ranking or does not."""

    RANKED = "ranked"
    NO_DATA = "no_data"
    HIDDEN = "hidden"
    MEASURED_OTHERWISE = "measured_otherwise"
    NOT_MEASURED = "not_measured"


class GroupReason(StrEnum):
    """Tell why there is, or is not, one value for all stores together."""

    GIVEN = "given"
    NO_DATA = "no_data"
    NEEDS_PARTS = "needs_parts"
    NOT_ADDITIVE = "not_additive"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A store in the ranking; changes are against the month before."""

    store: Store
    standing: Standing
    light: Light | None
    reason: Reason
    rank: int | None = None
    value: Decimal | None = None
    attained: Decimal | None = None
    value_change: Decimal | None = None
    rank_change: int | None = None
    long_red: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupValue:
    """The value of all stores together; it has no bands, so no light."""

    value: Decimal | None
    reason: GroupReason
    without: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """A metric over the stores: ranked ones first, the best on top."""

    month: Month
    metric: Adopted
    metrics: Sequence[Adopted]
    lines: Sequence[Line]
    counts: Mapping[Light, int]
    quartiles: Quartiles | None
    bars: Sequence[Bar]
    group: GroupValue


@dataclass(frozen=True, slots=True)
class _Judged:
    version: Adopted
    light: Light
    reason: Reason
    value: Decimal | None
    exact: Decimal | None
    target: Decimal | None


def adopted_metrics(scope: Scope, unit: Unit, year: int) -> list[Adopted]:
    """Return the metrics that any of the compared stores has in a year, newest wording each."""
    stores = compared(scope, unit).order_by().values("pk")
    rows = ScorecardMetric.objects.filter(scorecard__year=year, unit__in=stores)
    adopted = rows.order_by().values_list("version_id", flat=True).distinct()
    return columns_of(versions_of(adopted).values())


def ranking(scope: Scope, unit: Unit, month: Month, code: str) -> Ranking | None:
    """Rank the stores below `unit` by a metric, None where none of them has it that year."""
    metrics = adopted_metrics(scope, unit, month.year)
    metric = next((metric for metric in metrics if metric.code == code), None)
    if metric is None:
        return None
    stores = stores_of(scope, unit)
    now, before, earlier = (
        _month(scope, unit, stores, month.shift(-back), metric) for back in range(STREAK)
    )
    standings = {store.pk: _standing(now.get(store.pk), metric) for store in stores}
    places = _places(now, metric)
    former = _places(before, metric)
    lines = [
        _line(store, standings[store.pk], metric, places, former, (now, before, earlier))
        for store in stores
    ]
    values = [line.value for line in lines if line.value is not None]
    return Ranking(
        month=month,
        metric=metric,
        metrics=metrics,
        lines=sorted(lines, key=lambda line: (line.rank is None, line.rank or 0)),
        counts=count_lights(line.light for line in lines if line.light is not None),
        quartiles=quartiles(values),
        bars=bars(values, MOST_BARS),
        group=_group(scope, unit, month, metric, now, standings),
    )


def _month(
    scope: Scope, unit: Unit, stores: Sequence[Store], month: Month, metric: Adopted
) -> dict[int, _Judged]:
    raw = raw_cells(scope, unit, month, definition_id=metric.definition_id)
    versions = versions_of(cell[1] for cell in raw)
    closed = closed_to(scope, stores, versions.values())
    return {cell[0]: _judged(cell, versions[cell[1]], closed) for cell in raw}


def _judged(raw: RawCell, version: Adopted, closed: Mapping[str, frozenset[int]]) -> _Judged:
    store, _, value, threshold, target, challenge_1, challenge_2, waiting = raw
    light, reason, rounded = judge_scaled(
        value,
        threshold,
        target,
        challenge_1,
        challenge_2,
        version.direction,
        PLACES,
        version.precision,
        waiting,
    )
    if store in closed[version.ability]:
        return _Judged(version, light, reason, None, None, None)
    return _Judged(version, light, reason, _decimal(rounded), _decimal(value), _decimal(target))


def _decimal(scaled: int | None) -> Decimal | None:
    return None if scaled is None else unscale(scaled, PLACES)


def _standing(judged: _Judged | None, metric: Adopted) -> Standing:
    if judged is None:
        return Standing.NOT_MEASURED
    if not _alike(judged.version, metric):
        return Standing.MEASURED_OTHERWISE
    if judged.value is not None:
        return Standing.RANKED
    return Standing.NO_DATA if judged.reason is Reason.NO_DATA else Standing.HIDDEN


def _alike(version: Adopted, metric: Adopted) -> bool:
    # Other wordings compare; another unit or another way of "better" does not.
    return (version.measured_in, version.direction) == (metric.measured_in, metric.direction)


def _places(month: Mapping[int, _Judged], metric: Adopted) -> dict[int, int]:
    values = {
        store: judged.value
        for store, judged in month.items()
        if judged.value is not None and _alike(judged.version, metric)
    }
    return dict(zip(values, ranks(list(values.values()), metric.direction), strict=True))


def _line(
    store: Store,
    standing: Standing,
    metric: Adopted,
    places: Mapping[int, int],
    former: Mapping[int, int],
    months: tuple[Mapping[int, _Judged], ...],
) -> Line:
    judged = months[0].get(store.pk)
    if judged is None:
        return Line(store=store, standing=standing, light=None, reason=Reason.NO_DATA)
    long_red = all(_is_red(month.get(store.pk)) for month in months)
    if standing is not Standing.RANKED:
        return Line(
            store=store,
            standing=standing,
            light=judged.light,
            reason=judged.reason,
            long_red=long_red,
        )
    rank, rank_before = places[store.pk], former.get(store.pk)
    before = months[1][store.pk].value if rank_before is not None else None
    return Line(
        store=store,
        standing=standing,
        light=judged.light,
        reason=judged.reason,
        rank=rank,
        value=judged.value,
        attained=_attained(judged, metric.direction),
        value_change=_difference(judged.value, before),
        # Upwards is good: from 5 to 3 is +2.
        rank_change=None if rank_before is None else rank_before - rank,
        long_red=long_red,
    )


def _is_red(judged: _Judged | None) -> bool:
    return judged is not None and judged.light is Light.RED


def _attained(judged: _Judged, direction: Direction) -> Decimal | None:
    if judged.reason is not Reason.JUDGED or judged.value is None or judged.target is None:
        return None
    return attainment(judged.value, judged.target, direction)


def _difference(value: Decimal | None, before: Decimal | None) -> Decimal | None:
    return None if value is None or before is None else value - before


def _group(
    scope: Scope,
    unit: Unit,
    month: Month,
    metric: Adopted,
    now: Mapping[int, _Judged],
    standings: Mapping[int, Standing],
) -> GroupValue:
    stood = Counter(standings.values())
    without = len(standings) - stood[Standing.RANKED]
    if stood[Standing.HIDDEN]:
        # A total with one store left out would tell the hidden figure to who knows the total.
        return GroupValue(value=None, reason=GroupReason.HIDDEN, without=without)
    if not stood[Standing.RANKED]:
        return GroupValue(value=None, reason=GroupReason.NO_DATA, without=without)
    if metric.aggregate in {Aggregate.MEAN, Aggregate.LAST}:
        return GroupValue(value=None, reason=GroupReason.NOT_ADDITIVE, without=without)
    ranked = [pk for pk, standing in standings.items() if standing is Standing.RANKED]
    if metric.aggregate is Aggregate.RATIO:
        together = _ratio(scope, unit, month, metric, set(ranked))
    else:
        figures = [Figure(now[pk].exact) for pk in ranked]
        together = span_value(Aggregate.SUM, figures, percent=False)
    needs_parts = together.reason is SpanReason.NEEDS_PARTS
    reason = GroupReason.NEEDS_PARTS if needs_parts else GroupReason.GIVEN
    if together.value is None and not needs_parts:
        reason = GroupReason.NO_DATA
    return GroupValue(value=together.value, reason=reason, without=without)


def _ratio(
    scope: Scope, unit: Unit, month: Month, metric: Adopted, ranked: set[int]
) -> SpanValue:
    rows = Actual.objects.filter(
        month=month.number,
        metric__definition_id=metric.definition_id,
        metric__scorecard__year=month.year,
        metric__unit__in=compared(scope, unit).order_by().values("pk"),
    )
    figures = [
        Figure(value, numerator, denominator)
        for store, value, numerator, denominator in rows.values_list(
            "unit_id", "value", "numerator", "denominator"
        )
        if store in ranked
    ]
    return span_value(Aggregate.RATIO, figures, percent=metric.is_percent)
