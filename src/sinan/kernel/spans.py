"""Quarters, years to date and years: their values and bands out of the months."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sinan.kernel.exact import WIDE, finite
from sinan.kernel.lights import Bands

_HUNDRED = Decimal(100)


class Aggregate(StrEnum):
    """Tell how the months of a metric come together."""

    SUM = "sum"
    MEAN = "mean"
    LAST = "last"
    RATIO = "ratio"


class SpanReason(StrEnum):
    """Tell how much a span's value rests on."""

    COMPLETE = "complete"
    NO_DATA = "no_data"
    MISSING_MONTHS = "missing_months"
    NEEDS_PARTS = "needs_parts"


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold a month's value, unrounded, and for a ratio the parts that it was made from.

    Raises ValueError for NaN and the infinities.
    """

    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    def __post_init__(self) -> None:
        for number in (self.value, self.numerator, self.denominator):
            if number is not None:
                finite(number)


@dataclass(frozen=True, slots=True)
class SpanValue:
    """Hold a span's value, unrounded, and how many of its months have no figure.

    `reason` speaks of what the value needs: a `last` is complete with its last month alone.
    """

    value: Decimal | None
    reason: SpanReason
    missing: int


def ratio_of(numerator: Decimal, denominator: Decimal, *, percent: bool) -> Decimal | None:
    """Divide, in points (times a hundred) for a percent metric; None over zero: no data."""
    if not denominator:
        return None
    # Multiplied first: what comes out even stays exact.
    return WIDE.divide(WIDE.multiply(numerator, _HUNDRED) if percent else numerator, denominator)


def span_value(
    aggregate: Aggregate, figures: Sequence[Figure | None], *, percent: bool
) -> SpanValue:
    """Reckon the value of a span from the figures of its months, in order.

    Sum, mean and ratio are given over the months that are there; `last` rests on the last
    month alone. A ratio is never averaged: all months with a figure must have their parts.
    """
    if aggregate == Aggregate.RATIO:
        return _ratio_over(figures, percent=percent)
    values = [None if figure is None else figure.value for figure in figures]
    there = [value for value in values if value is not None]
    missing = len(values) - len(there)
    if not there:
        return SpanValue(None, SpanReason.NO_DATA, missing)
    if aggregate == Aggregate.LAST:
        reason = SpanReason.MISSING_MONTHS if values[-1] is None else SpanReason.COMPLETE
        return SpanValue(values[-1], reason, missing)
    total = _sum(there) if aggregate == Aggregate.SUM else _mean(there)
    return SpanValue(total, _reason(missing), missing)


def span_bands(
    aggregate: Aggregate, months: Sequence[Bands | None], given: Bands | None
) -> Bands | None:
    """Reckon the bands of a span from those of its months; complete ones given for it win.

    None, so no light, for ratios and as soon as one month lacks any of its bands: a sum of
    eleven targets would be an easier target.
    """
    if given is not None and given.complete:
        return given
    there = [bands for bands in months if bands is not None and bands.complete]
    if not there or len(there) < len(months) or aggregate == Aggregate.RATIO:
        return None
    if aggregate == Aggregate.LAST:
        return there[-1]
    combine = _sum if aggregate == Aggregate.SUM else _mean
    columns = zip(*(bands.values() for bands in there), strict=True)
    return Bands(*(combine([band for band in column if band is not None]) for column in columns))


def suspect_year(
    aggregate: Aggregate,
    months: Sequence[Decimal | None],
    year: Decimal | None,
    step: Decimal,
) -> Decimal | None:
    """Give the year's expected value, unrounded, when the year column looks wrong, else None.

    `step` is the last written place of the figures (1 for whole numbers): a year rounded to
    it is no suspect. A ratio is one only outside of its months, where no weighting can put
    it. Months missing, or no year: cannot tell, so None.
    """
    there = [month for month in months if month is not None]
    if year is None or not there or len(there) < len(months):
        return None
    expected = _expected_year(aggregate, there)
    if aggregate == Aggregate.RATIO:
        return None if min(there) <= year <= max(there) else expected
    # The year's last place may be rounded away, a December's may not.
    allowed = Decimal(0) if aggregate == Aggregate.LAST else step
    return expected if abs(WIDE.subtract(year, expected)) > allowed else None


def _expected_year(aggregate: Aggregate, months: Sequence[Decimal]) -> Decimal:
    if aggregate == Aggregate.SUM:
        return _sum(months)
    return months[-1] if aggregate == Aggregate.LAST else _mean(months)


def _ratio_over(figures: Sequence[Figure | None], *, percent: bool) -> SpanValue:
    there = [figure for figure in figures if figure is not None and _has_figure(figure)]
    missing = len(figures) - len(there)
    if not there:
        return SpanValue(None, SpanReason.NO_DATA, missing)
    numerators = [part.numerator for part in there if part.numerator is not None]
    denominators = [part.denominator for part in there if part.denominator is not None]
    if len(numerators) < len(there) or len(denominators) < len(there):
        return SpanValue(None, SpanReason.NEEDS_PARTS, missing)
    value = ratio_of(_sum(numerators), _sum(denominators), percent=percent)
    return SpanValue(value, SpanReason.NO_DATA if value is None else _reason(missing), missing)


def _has_figure(figure: Figure) -> bool:
    # A month of 0 out of 0 has no value of its own but is not missing.
    return (figure.value, figure.numerator, figure.denominator) != (None, None, None)


def _reason(missing: int) -> SpanReason:
    return SpanReason.MISSING_MONTHS if missing else SpanReason.COMPLETE


def _sum(values: Sequence[Decimal]) -> Decimal:
    total = Decimal(0)
    for value in values:
        total = WIDE.add(total, value)
    return total


def _mean(values: Sequence[Decimal]) -> Decimal:
    return WIDE.divide(_sum(values), Decimal(len(values)))
