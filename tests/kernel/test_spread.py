from decimal import Decimal
from itertools import pairwise
from statistics import quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinan.kernel.lights import Direction
from sinan.kernel.spread import attainment, bars, quartiles, ranks

HIGHER, LOWER = Direction.HIGHER, Direction.LOWER
numbers = st.decimals(-(10**6), 10**6, places=3)


def decimals(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


def test_quartiles_lie_between_neighbours_as_in_a_spreadsheet() -> None:
    found = quartiles(decimals("4", "1", "3", "2"))
    assert found is not None
    assert (found.lowest, found.first, found.median, found.third, found.highest) == tuple(
        decimals("1", "1.75", "2.5", "3.25", "4")
    )


def test_quartiles_of_none_and_of_one() -> None:
    assert quartiles([]) is None
    alone = quartiles(decimals("7"))
    assert alone is not None
    assert alone.lowest == alone.first == alone.median == alone.third == alone.highest == 7


def test_quartiles_refuse_what_is_no_number() -> None:
    with pytest.raises(ValueError, match="not a finite"):
        quartiles([Decimal("NaN")])


@given(st.lists(numbers, min_size=2, max_size=40))
def test_quartiles_agree_with_the_standard_library(values: list[Decimal]) -> None:
    found = quartiles(values)
    assert found is not None
    first, median, third = quantiles(values, n=4, method="inclusive")
    for mine, other in ((found.first, first), (found.median, median), (found.third, third)):
        assert abs(mine - other) < Decimal("1e-9")


def test_equal_values_share_a_rank_and_the_next_is_left_out() -> None:
    values = decimals("10", "30", "20", "30", "5")
    assert ranks(values, HIGHER) == [4, 1, 3, 1, 5]
    assert ranks(values, LOWER) == [2, 4, 3, 4, 1]


@given(st.lists(numbers, max_size=30))
def test_ranks_of_a_mirrored_direction_are_those_of_mirrored_values(values: list[Decimal]) -> None:
    assert ranks(values, LOWER) == ranks([-value for value in values], HIGHER)


@pytest.mark.parametrize(
    ("value", "target", "direction", "expected"),
    [
        ("88", "180", HIGHER, "48.9"),
        ("180", "180", HIGHER, "100.0"),
        ("-1108", "3600", HIGHER, "-30.8"),
        ("15", "15", LOWER, "100.0"),
        ("18", "15", LOWER, "80.0"),
        ("0", "15", LOWER, "200.0"),
        ("45", "15", LOWER, "-100.0"),
    ],
)
def test_attainment_is_a_hundred_on_the_target_and_more_is_better(
    value: str, target: str, direction: Direction, expected: str
) -> None:
    found = attainment(Decimal(value), Decimal(target), direction)
    assert found is not None
    assert round(found, 1) == Decimal(expected)


@pytest.mark.parametrize("target", ["0", "-5"])
def test_no_share_of_a_target_that_is_not_above_zero(target: str) -> None:
    assert attainment(Decimal(3), Decimal(target), HIGHER) is None


@given(st.lists(numbers, min_size=1, max_size=60), st.integers(2, 20))
def test_bars_hold_every_value_once_and_are_no_more_than_asked(
    values: list[Decimal], most: int
) -> None:
    found = bars(values, most)
    assert 1 <= len(found) <= most
    assert sum(bar.count for bar in found) == len(values)
    for bar in found:
        assert bar.count == sum(bar.start <= value < bar.end for value in values)
    assert all(one.end == two.start for one, two in pairwise(found))


def test_no_bars_of_nothing_and_one_of_equal_values() -> None:
    assert bars([], 10) == []
    assert [bar.count for bar in bars(decimals("3", "3"), 10)] == [2]
