from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinan.kernel.lights import Bands, Direction, Light, Reason, judge
from sinan.kernel.money import unscale
from sinan.kernel.scaled import judge_scaled

PLACES = 6
# Close together, so that values meet bands, ties of rounding come up, and bands get out of order.
amounts = st.one_of(st.integers(-40, 40).map(lambda n: n * 250_000), st.integers(-(10**15), 10**15))
bands = st.one_of(
    st.lists(amounts, min_size=4, max_size=4).map(sorted),
    st.lists(amounts, min_size=4, max_size=4).map(lambda b: sorted(b, reverse=True)),
    st.lists(st.none() | amounts, min_size=4, max_size=4),
)


@given(
    value=st.none() | amounts,
    four=bands,
    direction=st.sampled_from(Direction),
    precision=st.integers(0, PLACES),
)
def test_judges_integers_as_the_careful_way_judges_decimals(
    value: int | None, four: list[int | None], direction: Direction, precision: int
) -> None:
    light, reason, rounded = judge_scaled(value, *four, direction, PLACES, precision)

    given_bands = Bands(*(None if b is None else unscale(b, PLACES) for b in four))
    decimal = None if value is None else unscale(value, PLACES)
    careful = judge(decimal, given_bands, direction, precision)

    assert light is careful.light
    assert reason is careful.reason
    assert (None if rounded is None else unscale(rounded, PLACES)) == careful.value


@pytest.mark.parametrize(
    ("four", "reason"),
    [
        ((1, 2, 3, 4), Reason.NO_BANDS),
        ((1, 3, 2, 4), Reason.HELD_BANDS),
        ((1, None, 3, 4), Reason.INCOMPLETE_BANDS),
        ((None, None, None, None), Reason.NO_BANDS),
    ],
)
def test_a_draft_gives_no_light_but_the_reason(four: Any, reason: Reason) -> None:
    assert judge_scaled(1_500_000, *four, Direction.HIGHER, PLACES, 0, 1) == (
        Light.GREY,
        reason,
        2_000_000,
    )
