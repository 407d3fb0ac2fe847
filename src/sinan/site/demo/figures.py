"""The figures of an invented store: bands for whole years, actuals month by month."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sinan.kernel.lights import BAND_NAMES, Direction, round_half_up
from sinan.kernel.month import Month, months_of
from sinan.kernel.spans import Aggregate, ratio_of

from .seasons import season
from .shapes import SHAPES, Shape
from .stores import Store, dice

# Growth is counted from a fixed year, so that a store's history stays when time goes on.
BASE_YEAR = 2025
# Of the swing of a metric so much is the whole store's in that month, so much the metric's own.
_COMMON, _OWN, _HABIT = 0.25, 0.85, 0.45
# A mood of 1 lifts a value by this share of the step from threshold to target.
_LIFT = 0.85
# The store with gaps: what it never delivers, and what is missing in its bad month.
_NEVER = "M23"
_MISSING = ("M15", "M16", "M17", "M18", "M19", "M20", "M21")
_BAD_MONTH = -6


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What the catalogue says about a metric, as far as figures need it."""

    code: str
    percent: bool
    lower: bool
    precision: int
    aggregate: Aggregate

    @classmethod
    def of_row(cls, row: Mapping[str, str]) -> "Measured":
        """Read a row of metrics.csv."""
        return cls(
            code=row["code"],
            percent=row["unit"] == "%",
            lower=row["direction"] == Direction.LOWER,
            precision=int(row["precision"]),
            aggregate=Aggregate(row["annual_aggregate"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The figure of a metric in a month, with its parts where it is a quotient."""

    metric: str
    month: Month
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One band of a metric for a month, or for the year (month 0)."""

    metric: str
    month: int
    name: str
    value: Decimal


def last_months(today_month: Month, count: int) -> list[Month]:
    """Return the closed months before the running one, oldest first."""
    return [today_month.shift(-back) for back in range(count, 0, -1)]


def bands(store: Store, year: int, catalogue: Mapping[str, Measured]) -> Iterator[Band]:
    """Give the four bands of every metric for the twelve months and the year."""
    for shape in SHAPES:
        measured = catalogue[shape.code]
        months = [_bands_of(shape, store, month) for month in months_of(year)]
        whole = [_of_year(measured.aggregate, column) for column in zip(*months, strict=True)]
        for number, four in enumerate([whole, *months]):
            for name, value in zip(BAND_NAMES, four, strict=True):
                yield Band(metric=shape.code, month=number, name=name, value=value)


def actuals(
    store: Store,
    months: Sequence[Month],
    catalogue: Mapping[str, Measured],
    *,
    seed: int,
    shown: int | None = None,
) -> Iterator[Figure]:
    """Give the figures of the months, or of so many last ones.

    The store with gaps leaves some out.
    """
    bad_month = months[_BAD_MONTH:][:1]
    first = len(months) - (len(months) if shown is None else shown)
    for place, month in enumerate(months[first:], first):
        for figure in _month(store, month, place / max(len(months) - 1, 1), catalogue, seed):
            if store.tale == "gaps" and _is_gap(figure, bad_month):
                continue
            yield figure


def by_month(told: Iterable[Figure]) -> dict[Month, list[Figure]]:
    """Put the figures of a month together, in the order of the months."""
    found: dict[Month, list[Figure]] = {}
    for figure in told:
        found.setdefault(figure.month, []).append(figure)
    return found


def _is_gap(figure: Figure, bad_month: Sequence[Month]) -> bool:
    return figure.metric == _NEVER or (figure.month in bad_month and figure.metric in _MISSING)


def _bands_of(shape: Shape, store: Store, month: Month) -> list[Decimal]:
    target = _target(shape, store, month)
    scale = target if shape.relative else store.scale(shape.scale)
    return [_on_grid(target + step * scale, shape.grid) for step in _steps(shape)]


def _steps(shape: Shape) -> tuple[float, float, float, float]:
    threshold, first, second = shape.steps
    return (threshold, 0.0, first, second)


def _target(shape: Shape, store: Store, month: Month) -> float:
    growth = math.pow(1 + shape.growth, month.year - BASE_YEAR)
    swing = math.pow(season(month), shape.season)
    return shape.level * store.scale(shape.scale) * growth * swing


def _on_grid(value: float, grid: str) -> Decimal:
    step = Decimal(grid)
    # Nine decimals first: the same grid point on every machine, whatever its last float bit.
    return round_half_up(Decimal(f"{value:.9f}") / step, 0) * step


def _of_year(aggregate: Aggregate, column: Sequence[Decimal]) -> Decimal:
    if aggregate is Aggregate.SUM:
        return sum(column, Decimal(0))
    if aggregate is Aggregate.LAST:
        return column[-1]
    places = max(-int(value.as_tuple().exponent) for value in column)
    return round_half_up(sum(column, Decimal(0)) / len(column), max(places, 0))


def _month(
    store: Store, month: Month, progress: float, catalogue: Mapping[str, Measured], seed: int
) -> Iterator[Figure]:
    chance = dice(seed, store.number, month)
    common = chance.gauss(0, 1)
    mood = store.mood + store.drift * (progress - 0.5)
    moods: dict[str, float] = {}
    bases: dict[str, Decimal] = _bases(store, month, seed)
    for shape in SHAPES:
        measured = catalogue[shape.code]
        pulled = sum(weight * moods[code] for code, weight in shape.moved_by.items())
        own_share = 1 - sum(abs(weight) for weight in shape.moved_by.values())
        own = mood + _habit(store, shape.code, seed) + _COMMON * common
        moods[shape.code] = pulled + own_share * own + _noise(chance.gauss(0, _OWN), own_share)
        wished = _wished(shape, store, month, moods[shape.code], lower=measured.lower)
        figure = _figure(shape, measured, month, wished, bases)
        bases.update(_bases_from(figure, store))
        yield figure


def _habit(store: Store, code: str, seed: int) -> float:
    # What a store is always good or bad at.
    return dice(seed, store.number, code).gauss(0, _HABIT)


def _noise(drawn: float, own_share: float) -> float:
    # What is pulled along still has a will of its own.
    return drawn * math.sqrt(max(own_share, 0.5))


def _wished(shape: Shape, store: Store, month: Month, mood: float, *, lower: bool) -> float:
    target = _target(shape, store, month)
    scale = target if shape.relative else store.scale(shape.scale)
    step = abs(shape.steps[0]) * scale * _LIFT
    return target - mood * step if lower else target + mood * step


def _figure(
    shape: Shape, measured: Measured, month: Month, wished: float, bases: Mapping[str, Decimal]
) -> Figure:
    amount = Decimal(f"{max(wished, 0):.9f}")
    if not shape.base:
        value = round_half_up(_capped(amount, measured), measured.precision)
        return Figure(metric=shape.code, month=month, value=value)
    denominator = bases[shape.base]
    share = amount / 100 if measured.percent else amount
    numerator = round_half_up(share * denominator, shape.decimals)
    if measured.percent:
        numerator = min(numerator, denominator)
    quotient = ratio_of(numerator, denominator, percent=measured.percent) or Decimal(0)
    return Figure(
        metric=shape.code,
        month=month,
        value=round_half_up(quotient, measured.precision),
        numerator=numerator,
        denominator=denominator,
    )


def _capped(amount: Decimal, measured: Measured) -> Decimal:
    # A survey score and a percentage end at a hundred.
    scored = measured.aggregate is Aggregate.MEAN and measured.precision > 0
    return min(amount, Decimal(100)) if scored else amount


def _bases(store: Store, month: Month, seed: int) -> dict[str, Decimal]:
    chance = dice(seed, store.number, month, "bases")
    usual = {
        "stock": 1.7 * store.size,
        "first_due": 0.95 * store.size,
        "periodic_due": 2.1 * store.size,
        "active_customers": 14 * store.size,
        "parts_inventory": 9000 * store.size,
        "hazards": 24,
    }
    return {name: _whole(level * chance.uniform(0.88, 1.12)) for name, level in usual.items()}


def _bases_from(figure: Figure, store: Store) -> dict[str, Decimal]:
    named = {"M3": "deliveries", "M13": "online_leads", "M15": "visits"}
    if figure.metric in named:
        return {named[figure.metric]: max(figure.value, Decimal(1))}
    if figure.metric == "M7" and figure.denominator is not None:
        # Revenue in 万元, mostly vehicles: what one costs goes with the store's price level.
        price = Decimal(f"{11 * store.price:.2f}")
        return {"revenue": round_half_up(figure.denominator * price * Decimal("1.12"), 2)}
    return {}


def _whole(value: float) -> Decimal:
    return round_half_up(Decimal(f"{value:.9f}"), 0)
