"""Longer spans out of months: what is added, what is averaged, what is never averaged."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinan.kernel.lights import Bands
from sinan.kernel.spans import (
    Aggregate,
    Figure,
    SpanReason,
    SpanValue,
    ratio_of,
    span_bands,
    span_value,
    suspect_year,
)

SUM, MEAN, LAST, RATIO = Aggregate
COMPLETE, NO_DATA, MISSING, NEEDS_PARTS = SpanReason
ONE = Decimal(1)


def fig(value: str | None, numerator: str | None = None, denominator: str | None = None) -> Figure:
    return Figure(
        *(None if part is None else Decimal(part) for part in (value, numerator, denominator))
    )


def expected(value: str | None, reason: SpanReason, missing: int) -> SpanValue:
    return SpanValue(None if value is None else Decimal(value), reason, missing)


PART = fig("25", "1", "4")
VALUES = [
    ("a sum", SUM, [fig("289"), fig("88")], "377", COMPLETE, 0),
    ("a sum of what is there", SUM, [fig("289"), None, fig("88")], "377", MISSING, 1),
    ("an empty figure is missing", SUM, [fig("289"), fig(None)], "289", MISSING, 1),
    ("zero is a figure", SUM, [fig("0"), fig("0")], "0", COMPLETE, 0),
    ("a mean", MEAN, [fig("502"), fig("293")], "397.5", COMPLETE, 0),
    ("a mean of what is there", MEAN, [None, fig("293")], "293", MISSING, 1),
    ("the last month", LAST, [fig("5"), fig("7")], "7", COMPLETE, 0),
    ("the last month is all that it needs", LAST, [None, fig("7")], "7", COMPLETE, 1),
    ("the last month is missing", LAST, [fig("5"), None], None, MISSING, 1),
    ("a ratio from its parts", RATIO, [PART, fig("75", "12", "16")], "65", COMPLETE, 0),
    ("a ratio of what is there", RATIO, [PART, None], "25", MISSING, 1),
    ("a ratio without parts", RATIO, [PART, fig("75")], None, NEEDS_PARTS, 0),
    ("a ratio with one part", RATIO, [PART, fig("75", "12")], None, NEEDS_PARTS, 0),
    ("parts needed, and months missing", RATIO, [fig("75"), None], None, NEEDS_PARTS, 1),
    ("0 of 0 is not missing", RATIO, [PART, fig(None, "0", "0")], "25", COMPLETE, 0),
    ("0 of 0 alone is no data", RATIO, [fig(None, "0", "0")], None, NO_DATA, 0),
    ("no month at all", SUM, [], None, NO_DATA, 0),
    *((f"all missing: {way}", way, [None, fig(None)], None, NO_DATA, 2) for way in Aggregate),
]


@pytest.mark.parametrize(
    ("aggregate", "figures", "value", "reason", "missing"),
    [row[1:] for row in VALUES],
    ids=[row[0] for row in VALUES],
)
def test_span_value(
    aggregate: Aggregate,
    figures: list[Figure | None],
    value: str | None,
    reason: SpanReason,
    missing: int,
) -> None:
    assert span_value(aggregate, figures, percent=True) == expected(value, reason, missing)


def test_a_ratio_is_not_the_mean_of_ratios() -> None:
    # Finance penetration: 68 of 289 and 21 of 88 are 89 of 377, not the mean of two percents.
    months = [fig("23.5", "68", "289"), fig("23.9", "21", "88")]
    value = span_value(RATIO, months, percent=True).value
    assert value == ratio_of(Decimal(89), Decimal(377), percent=True)


def test_ratios() -> None:
    assert ratio_of(Decimal(1), Decimal(4), percent=True) == 25
    assert ratio_of(Decimal(1), Decimal(4), percent=False) == Decimal("0.25")
    assert ratio_of(Decimal(5), Decimal(0), percent=True) is None
    assert ratio_of(Decimal(-97504), Decimal(88), percent=False) == -1108


def test_sums_do_not_depend_on_the_context_of_the_caller() -> None:
    months = [fig("999999999999.999999")] * 12
    assert span_value(SUM, months, percent=False).value == Decimal("11999999999999.999988")
    tenths = [fig("0.10")] * 3
    assert span_value(SUM, tenths, percent=False).value == Decimal("0.30")


def test_what_is_not_finite_is_an_error() -> None:
    with pytest.raises(ValueError, match="finite"):
        fig("1", "NaN", "1")


def bands(*values: int | None) -> Bands:
    return Bands(*(None if value is None else Decimal(value) for value in values))


JANUARY, FEBRUARY = bands(260, 289, 318, 347), bands(162, 180, 198, 216)
PARTIAL = bands(1, None, 3, 4)
YEAR = bands(3000, 3400, 3700, 4100)

BAND_ROWS = [
    ("sum: Σ of the months", SUM, [JANUARY, FEBRUARY], None, bands(422, 469, 516, 563)),
    ("mean: average", MEAN, [bands(1, 2, 3, 4), bands(3, 4, 5, 6)], None, bands(2, 3, 4, 5)),
    ("last: last month's", LAST, [JANUARY, FEBRUARY], None, FEBRUARY),
    ("ratio: none", RATIO, [JANUARY, FEBRUARY], None, None),
    ("unless given", RATIO, [JANUARY, FEBRUARY], YEAR, YEAR),
    ("given ones win", SUM, [JANUARY, FEBRUARY], YEAR, YEAR),
    ("given ones win without months", SUM, [], YEAR, YEAR),
    ("incomplete ones do not", SUM, [JANUARY, FEBRUARY], PARTIAL, bands(422, 469, 516, 563)),
    ("a month without bands", SUM, [JANUARY, None], None, None),
    ("a month with some bands", MEAN, [JANUARY, PARTIAL], None, None),
    ("last, with an earlier month missing", LAST, [None, FEBRUARY], None, None),
    ("no months", SUM, [], None, None),
]


@pytest.mark.parametrize(
    ("aggregate", "months", "given_bands", "result"),
    [row[1:] for row in BAND_ROWS],
    ids=[row[0] for row in BAND_ROWS],
)
def test_span_bands(
    aggregate: Aggregate,
    months: list[Bands | None],
    given_bands: Bands | None,
    result: Bands | None,
) -> None:
    assert span_bands(aggregate, months, given_bands) == result


YEARS = [
    ("a sum that adds up", SUM, [1, 2, 3], "6", None),
    ("a sum off by the last place", SUM, [1, 2, 3], "7", None),
    ("a sum off by more", SUM, [1, 2, 3], "8", "6"),
    ("a mean", MEAN, [1, 2, 3], "2", None),
    ("a mean rounded to the last place", MEAN, [1, 2, 2], "2", None),
    ("a mean that is a sum", MEAN, [1, 2, 3], "6", "2"),
    ("December", LAST, [1, 2, 3], "3", None),
    ("not December", LAST, [1, 2, 3], "2", "3"),
    ("a ratio within its months", RATIO, [10, 30], "29", None),
    ("a ratio at the edge of its months", RATIO, [10, 30], "30", None),
    ("a ratio outside of its months", RATIO, [10, 30], "31", "20"),
    ("a ratio that is a sum", RATIO, [10, 30], "40", "20"),
    ("a month is missing", SUM, [1, None, 3], "99", None),
    ("no year", SUM, [1, 2, 3], None, None),
    ("no months", SUM, [], "5", None),
]


@pytest.mark.parametrize(
    ("aggregate", "months", "year", "result"),
    [row[1:] for row in YEARS],
    ids=[row[0] for row in YEARS],
)
def test_suspect_year(
    aggregate: Aggregate, months: list[int | None], year: str | None, result: str | None
) -> None:
    numbers = [None if month is None else Decimal(month) for month in months]
    found = suspect_year(aggregate, numbers, None if year is None else Decimal(year), ONE)
    assert found == (None if result is None else Decimal(result))


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=1, max_size=12))
def test_a_ratio_over_a_span_lies_within_its_months(parts: list[tuple[int, int]]) -> None:
    ratios = [ratio_of(Decimal(a), Decimal(b), percent=True) for a, b in parts]
    months = [
        Figure(ratio, Decimal(a), Decimal(b)) for ratio, (a, b) in zip(ratios, parts, strict=True)
    ]
    value = span_value(RATIO, months, percent=True).value
    assert value is not None
    known = [ratio for ratio in ratios if ratio is not None]
    assert min(known) <= value <= max(known)
