"""Stores × metrics in a month, and the lights of a group through a year."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, F, Q

from sinan.base.org.models import Unit
from sinan.base.org.scope import Scope
from sinan.kernel.lights import Light, Reason
from sinan.kernel.month import MONTHS_A_YEAR, Month
from sinan.kernel.rollup import count_lights
from sinan.kernel.scaled import Verdict, judge_scaled

from ..models import BandState, MonthBands, Scorecard, ScorecardMetric
from ..rules.codes import natural
from ..rules.figures import PLACES
from .cells import (
    Adopted,
    RawCell,
    Store,
    Stored,
    closed_to,
    compared,
    raw_cells,
    stores_of,
    versions_of,
)


class RowState(StrEnum):
    """Tell why a store has no lights at all."""

    JUDGED = "judged"
    NO_SCORECARD = "no_scorecard"
    NO_METRICS = "no_metrics"


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A store's verdicts in the order of the columns, None where it has not adopted the metric.

    A value that the reader may not know is None although the reason says that it was judged.
    `others` are the columns in which the store has adopted another version than the shown one.
    """

    store: Store
    state: RowState
    verdicts: Sequence[Verdict | None]
    others: Mapping[int, Adopted]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """The heat map of a month; a column is the newest adopted version of its definition."""

    month: Month
    columns: Sequence[Adopted]
    rows: Sequence[HeatRow]


def heat_map(scope: Scope, unit: Unit, month: Month) -> HeatMap:
    """Judge every metric of every store below `unit` that the reader may compare."""
    stores = stores_of(scope, unit)
    raw = raw_cells(scope, unit, month)
    versions = versions_of(cell[1] for cell in raw)
    columns = columns_of(versions.values())
    verdicts = _verdicts(raw, versions, columns, closed_to(scope, stores, versions.values()))
    opened = _opened(scope, unit, month.year) if len(verdicts) < len(stores) else frozenset()
    others = _others(raw, versions, columns)
    nothing: list[Verdict | None] = [None] * len(columns)
    rows = [
        HeatRow(
            store,
            _state(store, verdicts, opened),
            verdicts.get(store.pk, nothing),
            others.get(store.pk, {}),
        )
        for store in stores
    ]
    return HeatMap(month, columns, rows)


def columns_of(versions: Iterable[Adopted]) -> list[Adopted]:
    """Keep the newest version of each definition, in the order of their codes (M2 before M10)."""
    newest: dict[int, Adopted] = {}
    for version in sorted(versions, key=lambda v: v.number):
        newest[version.definition_id] = version
    return sorted(newest.values(), key=lambda v: natural(v.code))


def light_trend(
    scope: Scope, unit: Unit, last: Month, *, months: int = MONTHS_A_YEAR
) -> list[tuple[Month, Mapping[Light, int]]]:
    """Count the lights of all stores below `unit` in the months up to `last`.

    Only what has both a value and approved bands is read; every other adopted metric is grey.
    """
    span = [last.shift(back) for back in range(1 - months, 1)]
    counted: dict[Month, Counter[Light]] = {month: Counter() for month in span}
    rows = list(_both(scope, unit, span))
    versions = versions_of({row[2] for row in rows})
    # Looked up once a version and not once a row: there are hundreds of thousands.
    rules = {pk: (v.direction, v.precision) for pk, v in versions.items()}
    by_number = {(month.year, month.number): counted[month] for month in span}
    for year, number, version, value, a, b, c, d in rows:
        direction, precision = rules[version]
        light = judge_scaled(value, a, b, c, d, direction, PLACES, precision)[0]
        by_number[year, number][light] += 1
    adopted = _adopted(scope, unit, {month.year for month in span})
    return [(month, _with_grey(counted[month], adopted.get(month.year, 0))) for month in span]


def _verdicts(
    raw: Sequence[RawCell],
    versions: Mapping[int, Adopted],
    columns: Sequence[Adopted],
    closed: Mapping[str, frozenset[int]],
) -> dict[int, list[Verdict | None]]:
    place = {column.definition_id: at for at, column in enumerate(columns)}
    known = {
        pk: (v.direction, v.precision, place[v.definition_id], closed[v.ability])
        for pk, v in versions.items()
    }
    width = len(columns)
    found: dict[int, list[Verdict | None]] = {}
    for store, version, value, a, b, c, d, waiting in raw:
        direction, precision, at, hidden_at = known[version]
        row = found.get(store)
        if row is None:
            row = found[store] = [None] * width
        judged = judge_scaled(value, a, b, c, d, direction, PLACES, precision, waiting)
        row[at] = (judged[0], judged[1], None) if store in hidden_at else judged
    return found


def _others(
    raw: Sequence[RawCell], versions: Mapping[int, Adopted], columns: Sequence[Adopted]
) -> dict[int, dict[int, Adopted]]:
    shown = {column.version_id for column in columns}
    if shown == set(versions):
        return {}
    place = {column.definition_id: at for at, column in enumerate(columns)}
    found: dict[int, dict[int, Adopted]] = {}
    for store, version_id, *_ in raw:
        if version_id not in shown:
            version = versions[version_id]
            found.setdefault(store, {})[place[version.definition_id]] = version
    return found


def _opened(scope: Scope, unit: Unit, year: int) -> frozenset[int]:
    stores = compared(scope, unit).order_by().values("pk")
    rows = Scorecard.objects.filter(year=year, unit__in=stores)
    return frozenset(rows.values_list("unit_id", flat=True))


def _state(store: Store, judged: Mapping[int, object], opened: frozenset[int]) -> RowState:
    if store.pk in judged:
        return RowState.JUDGED
    return RowState.NO_METRICS if store.pk in opened else RowState.NO_SCORECARD


def _both(scope: Scope, unit: Unit, span: Sequence[Month]) -> Iterable[tuple[int, ...]]:
    within = Q(pk__in=())
    for year in {month.year for month in span}:
        numbers = [month.number for month in span if month.year == year]
        within |= Q(metric__scorecard__year=year, month__in=numbers)
    rows = MonthBands.objects.filter(
        within,
        state=BandState.APPROVED,
        metric__unit__in=compared(scope, unit).order_by().values("pk"),
        metric__actuals__month=F("month"),
    ).annotate(
        **{
            f"scaled_{at}": Stored(name)
            for at, name in enumerate(
                ("metric__actuals__value", "threshold", "target", "challenge_1", "challenge_2")
            )
        }
    )
    scaled = [f"scaled_{at}" for at in range(5)]
    fields = ("metric__scorecard__year", "month", "metric__version_id", *scaled)
    return rows.order_by().values_list(*fields)


def _adopted(scope: Scope, unit: Unit, years: set[int]) -> dict[int, int]:
    stores = compared(scope, unit).order_by().values("pk")
    rows = ScorecardMetric.objects.filter(scorecard__year__in=years, unit__in=stores)
    counted = rows.order_by().values_list("scorecard__year").annotate(Count("pk"))
    return dict(counted)


def _with_grey(lit: Counter[Light], adopted: int) -> Mapping[Light, int]:
    judged = sum(lit.values()) - lit[Light.GREY]
    return {**count_lights(lit.elements()), Light.GREY: adopted - judged}


__all__ = ["HeatMap", "HeatRow", "Reason", "RowState", "columns_of", "heat_map", "light_trend"]
