"""How one metric lies over many stores: ranks, quartiles, bars, and how far a target is met."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sinan.kernel.exact import WIDE, finite
from sinan.kernel.lights import Direction

_QUARTERS = 4
_NICE = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Quartiles:
    """Hold the five numbers of a box plot."""

    lowest: Decimal
    first: Decimal
    median: Decimal
    third: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True)
class Bar:
    """Hold one bar of a histogram: values from `start` up to, not including, `end`."""

    start: Decimal
    end: Decimal
    count: int


def quartiles(values: Iterable[Decimal]) -> Quartiles | None:
    """Give the quartiles as spreadsheets do (between neighbours by distance); None of none."""
    ordered = sorted(finite(value) for value in values)
    if not ordered:
        return None
    return Quartiles(*(_quarter(ordered, n) for n in range(_QUARTERS + 1)))


def ranks(values: Sequence[Decimal], direction: Direction) -> list[int]:
    """Rank each value, the best 1; equal ones share a rank and the next is left out."""
    ordered = sorted(values)
    if direction == Direction.LOWER:
        return [bisect_left(ordered, value) + 1 for value in values]
    return [len(ordered) - bisect_right(ordered, value) + 1 for value in values]


def attainment(value: Decimal, target: Decimal, direction: Direction) -> Decimal | None:
    """Tell in percent how far a target is met: 100 exactly on it, more is always better.

    Where lower is better, each percent above the target takes one off: twice the target is 0.
    None for a target of zero or below, against which no share can be told.
    """
    if target <= 0:
        return None
    share = WIDE.multiply(WIDE.divide(value, target), Decimal(100))
    return WIDE.subtract(Decimal(200), share) if direction == Direction.LOWER else share


def bars(values: Sequence[Decimal], most: int) -> list[Bar]:
    """Count values into at most `most` bars of one width, with edges that are round numbers."""
    if not values:
        return []
    low, high = min(values), max(values)
    width = _width(WIDE.subtract(high, low), most)
    start = _floor(low, width)
    ordered = sorted(values)
    found = []
    while start <= high:
        end = WIDE.add(start, width)
        count = bisect_left(ordered, end) - bisect_left(ordered, start)
        found.append(Bar(start, end, count))
        start = end
    return found


def _quarter(ordered: Sequence[Decimal], number: int) -> Decimal:
    index, rest = divmod((len(ordered) - 1) * number, _QUARTERS)
    if not rest:
        return ordered[index]
    step = WIDE.subtract(ordered[index + 1], ordered[index])
    return WIDE.add(ordered[index], WIDE.divide(WIDE.multiply(step, Decimal(rest)), _QUARTERS))


def _width(spread: Decimal, most: int) -> Decimal:
    if not spread:
        return Decimal(1)
    # The first and the last bar may stick out on both sides: one bar less for the spread.
    raw = WIDE.divide(spread, Decimal(max(most - 1, 1)))
    power = Decimal(1).scaleb(raw.adjusted(), WIDE)
    return next(WIDE.multiply(n, power) for n in _NICE if WIDE.multiply(n, power) >= raw)


def _floor(value: Decimal, width: Decimal) -> Decimal:
    whole = WIDE.divide_int(value, width)
    edge = WIDE.multiply(whole, width)
    return WIDE.subtract(edge, width) if edge > value else edge
